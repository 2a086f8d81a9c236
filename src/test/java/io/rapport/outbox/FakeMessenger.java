package io.rapport.outbox;

import io.rapport.channel.Admission;
import io.rapport.channel.Channel;
import io.rapport.channel.InboundMessage;
import io.rapport.channel.OutboundMessage;
import io.rapport.channel.SendResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A messenger that does as it is told and remembers who was written to. */
final class FakeMessenger implements Channel {

    final List<OutboundMessage> received = Collections.synchronizedList(new ArrayList<>());
    volatile Function<OutboundMessage, SendResult> answer = message -> new SendResult.Sent("id");
    volatile Function<String, Admission> admission = recipient -> Admission.NOW;
    volatile boolean configured = true;
    volatile boolean repeatable;
    private final String code;

    FakeMessenger(String code) {
        this.code = code;
    }

    List<String> texts() {
        synchronized (received) {
            return received.stream().map(OutboundMessage::text).toList();
        }
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public boolean isConfigured() {
        return configured;
    }

    @Override
    public InboundMessage read(byte[] raw) {
        return new InboundMessage(InboundMessage.Kind.UNKNOWN, "", "", Map.of());
    }

    @Override
    public Admission admit(String recipient) {
        return admission.apply(recipient);
    }

    @Override
    public SendResult send(OutboundMessage message) {
        received.add(message);
        return answer.apply(message);
    }

    @Override
    public boolean isRepeatable() {
        return repeatable;
    }
}
