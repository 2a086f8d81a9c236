package io.rapport.channel.telegram;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.rapport.channel.Channel;
import io.rapport.channel.ChannelContract;
import io.rapport.channel.OutboundMessage;
import io.rapport.channel.OutboundMessage.Attachment;
import io.rapport.channel.OutboundMessage.Button;
import io.rapport.channel.SendResult;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelegramChannelTest extends ChannelContract {

    private static final String TOKEN = "123456:AAtest_secret-token";
    private static final String SEND = "/bot" + TOKEN + "/sendMessage";
    private static final String DOCUMENT = "/bot" + TOKEN + "/sendDocument";

    private static final String TAKEN = "{\"ok\":true,\"result\":{\"message_id\":77,\"chat\":{\"id\":700001}}}";

    private final WireMockServer telegram =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private Channel channel;

    @BeforeAll
    void start() {
        telegram.start();
        channel = channel(telegram.baseUrl());
    }

    @AfterAll
    void stop() {
        telegram.stop();
    }

    @BeforeEach
    void takeEverything() {
        telegram.resetAll();
        telegram.stubFor(post(anyUrl()).willReturn(okJson(TAKEN)));
    }

    @Override
    protected Channel channel() {
        return channel;
    }

    @Override
    protected byte[] delivery(String text) {
        return """
                {"update_id":1,"message":{"message_id":1,"from":{"id":700001,"is_bot":false,"first_name":"Анна"},
                "chat":{"id":700001,"type":"private"},"date":1,"text":%s}}
                """.formatted(JsonMapper.shared().writeValueAsString(text)).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void sendsAMessageOverHttp1() {
        assertThat(send("Здравствуйте!")).isEqualTo(new SendResult.Sent("77"));
        telegram.verify(1, postRequestedFor(urlPathEqualTo(SEND)).withRequestBody(equalToJson("""
                        {"chat_id":"700001","text":"Здравствуйте!","reply_markup":{"remove_keyboard":true}}
                        """)));
        assertThat(telegram.getAllServeEvents().get(0).getRequest().getProtocol())
                .isEqualTo("HTTP/1.1");
    }

    @Test
    void asksForAPauseOfTheWholeBotAsLongAsTelegramWants() {
        assertThat(answer(
                        429,
                        "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests\","
                                + "\"parameters\":{\"retry_after\":17}}"))
                .isEqualTo(new SendResult.Paused(Duration.ofSeconds(17), "429 Too Many Requests"));
        assertThat(answer(aResponse().withStatus(429).withHeader("Retry-After", "9")))
                .isEqualTo(new SendResult.Paused(Duration.ofSeconds(9), "429"));
        assertThat(pause("{\"parameters\":{\"retry_after\":99999999}}")).isEqualTo(Duration.ofHours(1));
        assertThat(pause("{\"parameters\":{\"retry_after\":-5}}")).isEqualTo(Duration.ofSeconds(5));
        assertThat(pause("nonsense")).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void knowsWhoCannotBeReachedAnyMore() {
        for (String gone : List.of("Bad Request: chat not found", "Forbidden: user is deactivated")) {
            assertThat(answer(400, "{\"ok\":false,\"error_code\":400,\"description\":\"" + gone + "\"}"))
                    .isInstanceOf(SendResult.Unreachable.class);
        }
        assertThat(answer(
                        403,
                        "{\"ok\":false,\"error_code\":403,\"description\":\"Forbidden: bot was blocked by the user\"}"))
                .isEqualTo(new SendResult.Unreachable("403 Forbidden: bot was blocked by the user"));
        assertThat(answer(200, "{\"ok\":false,\"error_code\":403}")).isInstanceOf(SendResult.Unreachable.class);
    }

    @Test
    void takesARefusalForFinalAndAServerErrorForPassing() {
        assertThat(answer(400, "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: can't parse\"}"))
                .isInstanceOf(SendResult.Refused.class);
        assertThat(answer(413, "")).isInstanceOf(SendResult.Refused.class);
        assertThat(answer(500, "{\"ok\":false}")).isInstanceOf(SendResult.NotArrived.class);
        assertThat(answer(502, "<html>Bad Gateway</html>")).isInstanceOf(SendResult.NotArrived.class);
    }

    @Test
    void keepsMessagesWhileTheTokenIsRefused() {
        assertThat(answer(401, "{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}"))
                .isInstanceOf(SendResult.Paused.class);
    }

    @Test
    void doesNotClaimToKnowWhatItCannotKnow() {
        for (Fault fault :
                List.of(Fault.CONNECTION_RESET_BY_PEER, Fault.EMPTY_RESPONSE, Fault.RANDOM_DATA_THEN_CLOSE)) {
            assertThat(answer(aResponse().withFault(fault))).as(fault.name()).isInstanceOf(SendResult.Unknown.class);
        }
        for (String nonsense : List.of(
                "",
                "{\"ok\":true,\"result\":{\"messa",
                "{\"ok\":false}",
                "{\"ok\":true}",
                "{\"ok\":true,\"result\":{\"message_id\":\"x\"}}",
                "[]",
                "<html>welcome to the hotel network</html>")) {
            assertThat(answer(200, nonsense)).as(nonsense).isInstanceOf(SendResult.Unknown.class);
        }
    }

    @Test
    void doesNotClaimToKnowWhatAnAnswerThatDoesNotComeWouldHaveSaid() {
        var impatient = new TelegramChannel(settings(telegram.baseUrl(), TOKEN, Duration.ofMillis(200)));
        for (ResponseDefinitionBuilder late :
                List.of(okJson(TAKEN).withFixedDelay(3000), okJson(TAKEN).withChunkedDribbleDelay(2, 4000))) {
            telegram.stubFor(post(urlPathEqualTo(SEND)).willReturn(late));
            assertThat(impatient.send(text("x"))).isInstanceOf(SendResult.Unknown.class);
        }
    }

    @Test
    void sendsOnceEvenIfTheConnectionBreaks() {
        answer(aResponse().withFault(Fault.EMPTY_RESPONSE));
        telegram.verify(1, postRequestedFor(urlPathEqualTo(SEND)));
    }

    @Test
    void knowsThatNothingArrivedWhereNobodyListens() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(channel("http://127.0.0.1:" + port).send(text("x"))).isInstanceOf(SendResult.NotArrived.class);
        assertThat(channel("http://nobody.invalid").send(text("x"))).isInstanceOf(SendResult.NotArrived.class);
    }

    @Test
    void neverNamesTheToken() {
        telegram.stubFor(post(anyUrl()).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        assertThat(send("x").toString()).doesNotContain("secret");
        assertThat(channel("http://nobody.invalid").send(text("x")).toString()).doesNotContain("secret");
        assertThat(settings("http://x", TOKEN).toString()).doesNotContain("secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("http://x", "my secret"))
                .withMessageContaining("RAPPORT_TELEGRAM_TOKEN")
                .withMessageNotContaining("secret");
    }

    @Test
    void isNotConfiguredWithoutAToken() {
        var without = new TelegramChannel(settings(telegram.baseUrl(), " "));
        assertThat(without.isConfigured()).isFalse();
        assertThat(without.send(text("x"))).isInstanceOf(SendResult.NotArrived.class);
        assertThat(telegram.getAllServeEvents()).isEmpty();
    }

    @Test
    void answersTheTapBeforeItSendsAndDoesNotMindIfThatFails() {
        telegram.stubFor(post(urlPathEqualTo("/bot" + TOKEN + "/answerCallbackQuery"))
                .willReturn(aResponse().withStatus(400)));
        assertThat(channel.send(new OutboundMessage("700001", "Хорошо", List.of(), null, "tap-1")))
                .isInstanceOf(SendResult.Sent.class);
        assertThat(telegram.getAllServeEvents())
                .extracting(event -> event.getRequest().getUrl().replaceAll(".*/", ""))
                .containsExactly("sendMessage", "answerCallbackQuery");
    }

    @Test
    void putsButtonsUnderTheMessage() {
        channel.send(new OutboundMessage(
                "700001",
                "Выберите",
                List.of(new Button("Уровень B1", "level:B1"), new Button("Сайт", "https://bereg.example")),
                null,
                null));
        telegram.verify(postRequestedFor(urlPathEqualTo(SEND)).withRequestBody(equalToJson("""
                {"chat_id":"700001","text":"Выберите","reply_markup":{"inline_keyboard":[
                  [{"text":"Уровень B1","callback_data":"level:B1"}],[{"text":"Сайт","url":"https://bereg.example"}]]}}
                """)));
    }

    @Test
    void asksForThePhoneNumberByAKeyboardOfItsOwn() {
        channel.send(new OutboundMessage(
                "700001", "Ваш номер?", List.of(new Button("Поделиться", Button.SHARE_CONTACT)), null, null));
        telegram.verify(postRequestedFor(urlPathEqualTo(SEND))
                .withRequestBody(matchingJsonPath("$.reply_markup.keyboard[0][0].request_contact")));
    }

    @Test
    void refusesAButtonThatTelegramCouldNotCarry() {
        var button = new Button("Много", "ж".repeat(33));
        assertThat(channel.send(new OutboundMessage("700001", "x", List.of(button), null, null)))
                .isInstanceOf(SendResult.Refused.class);
        assertThat(telegram.getAllServeEvents()).isEmpty();
    }

    @Test
    void sendsAnAttachmentAsADocument() {
        assertThat(channel.send(guide("Держите гид"))).isInstanceOf(SendResult.Sent.class);
        telegram.verify(postRequestedFor(urlPathEqualTo(DOCUMENT)).withRequestBody(equalToJson("""
                {"chat_id":"700001","document":"https://bereg.example/g","caption":"Держите гид",
                 "reply_markup":{"remove_keyboard":true}}
                """)));
        telegram.verify(0, postRequestedFor(urlPathEqualTo(SEND)));
    }

    @Test
    void sendsALinkInsteadOfADocumentThatTelegramRefusesOrThatHasTooMuchToSay() {
        telegram.stubFor(
                post(urlPathEqualTo(DOCUMENT))
                        .willReturn(
                                aResponse()
                                        .withStatus(400)
                                        .withBody(
                                                "{\"ok\":false,\"error_code\":400,\"description\":\"wrong type of the web page content\"}")));
        assertThat(channel.send(guide("Держите гид"))).isInstanceOf(SendResult.Sent.class);
        telegram.verify(
                1,
                postRequestedFor(urlPathEqualTo(SEND))
                        .withRequestBody(
                                matchingJsonPath("$[?(@.text == 'Держите гид\n\nГид\nhttps://bereg.example/g')]")));
        telegram.resetRequests();
        assertThat(channel.send(guide("слово ".repeat(900)))).isInstanceOf(SendResult.Sent.class);
        telegram.verify(0, postRequestedFor(urlPathEqualTo(DOCUMENT)));
        telegram.verify(
                1,
                postRequestedFor(urlPathEqualTo(SEND))
                        .withRequestBody(matchingJsonPath("$[?(@.text =~ /.*https:..bereg.example.g$/s)]")));
    }

    @Test
    void doesNotSendALinkToSomebodyWhoHasBlockedTheBot() {
        telegram.stubFor(post(urlPathEqualTo(DOCUMENT)).willReturn(aResponse().withStatus(403)));
        assertThat(channel.send(guide("Держите"))).isInstanceOf(SendResult.Unreachable.class);
        telegram.verify(0, postRequestedFor(urlPathEqualTo(SEND)));
    }

    @Test
    void keepsToTheLimitsOfAChatAndOfTheBot() {
        var slow = channel(telegram.baseUrl());
        for (int i = 0; i < 20; i++) {
            assertThat(slow.admit("700001").isGranted()).isTrue();
        }
        var refused = slow.admit("700001");
        assertThat(refused.isGranted()).isFalse();
        assertThat(refused.everybody()).isFalse();
        assertThat(refused.delay()).isLessThanOrEqualTo(Duration.ofSeconds(1));
        var everybody = java.util.stream.IntStream.range(0, 60)
                .mapToObj(i -> slow.admit("other " + i))
                .filter(admission -> !admission.isGranted())
                .toList();
        assertThat(everybody).isNotEmpty().allMatch(admission -> admission.everybody());
    }

    private SendResult answer(int status, String body) {
        return answer(aResponse().withStatus(status).withBody(body));
    }

    private SendResult answer(ResponseDefinitionBuilder response) {
        telegram.stubFor(post(urlPathEqualTo(SEND)).willReturn(response));
        return send("x");
    }

    private Duration pause(String body) {
        return ((SendResult.Paused) answer(429, body)).retryAfter();
    }

    private SendResult send(String text) {
        return channel.send(text(text));
    }

    private static OutboundMessage text(String text) {
        return new OutboundMessage("700001", text, List.of(), null, null);
    }

    private static OutboundMessage guide(String text) {
        return new OutboundMessage("700001", text, List.of(), new Attachment("Гид", "https://bereg.example/g"), null);
    }

    private static Channel channel(String url) {
        return new TelegramChannel(settings(url, TOKEN));
    }

    private static TelegramSettings settings(String url, String token) {
        return settings(url, token, Duration.ofSeconds(20));
    }

    private static TelegramSettings settings(String url, String token, Duration patience) {
        return new TelegramSettings(token, URI.create(url), Duration.ofSeconds(2), patience, 30, 20, 1, "");
    }
}
