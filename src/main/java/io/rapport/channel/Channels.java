package io.rapport.channel;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** All messengers there are, by code. */
@Component
public class Channels {

    private final Map<String, Channel> byCode;

    /** @throws IllegalStateException if two channels have one code */
    public Channels(List<Channel> channels) {
        byCode = channels.stream().collect(Collectors.toUnmodifiableMap(Channel::code, Function.identity()));
    }

    public Optional<Channel> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    public Collection<Channel> all() {
        return byCode.values();
    }
}
