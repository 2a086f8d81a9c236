package io.rapport.web.api.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.Http;
import io.rapport.testing.RapportTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@RapportTest
class ContentApiTest {

    private static final String ITEM =
            "{\"type\":\"GUIDE\",\"title\":\"Гид\",\"format\":\"PDF\",\"url\":\"https://a.example\",\"tags\":[\"magnet\"]}";

    @LocalServerPort
    int port;

    @Test
    void keepsAnItemFromItsFirstDayToItsLast() {
        assertThat(put("/api/v1/content/api-1", ITEM).statusCode()).isEqualTo(201);
        assertThat(put("/api/v1/content/api-1", ITEM).statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/content/api-1").body())
                .contains("\"title\":\"Гид\"", "\"active\":true", "\"validFrom\":null");
        assertThat(get("/api/v1/content?type=GUIDE&tag=magnet&active=true&q=api-1&limit=1")
                        .body())
                .contains("\"api-1\"");
        assertThat(Http.on(port)
                        .post("/api/v1/content", ITEM.replace("{", "{\"id\":\"api-1\","))
                        .statusCode())
                .isEqualTo(409);
        assertThat(send(request("/api/v1/content/api-1").DELETE()).body()).contains("REMOVED");
        assertThat(get("/api/v1/content/api-1").statusCode()).isEqualTo(404);
        assertThat(send(request("/api/v1/content/api-1").DELETE()).statusCode()).isEqualTo(404);
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        var answer = put("/api/v1/content/api-2", "{\"title\":\"\",\"url\":\"nonsense\",\"format\":\"PDF\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"field\":\"type\"", "\"field\":\"title\"", "\"field\":\"url\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    content   | {"id":"other"}                                                      | id
                    content   | {"type":"GUIDE","title":"x","format":"PDF","url":"https://a.example","tags":[null]} | tags
                    content   | {"type":"GUIDE","title":"x","format":"PDF","body":"\\u0000"}        | body
                    content   | {"type":"GUIDE","title":"x","format":"PDF"}                         | url
                    products  | {"name":"x"}                                                        | price
                    products  | {"name":"x","price":1e999999}                                       | price
                    products  | {"name":"x","price":-1}                                             | price
                    products  | {"name":"x","price":1,"currency":"XYZ"}                             | currency
                    knowledge | {"question":"x"}                                                    | answer
                    knowledge | {"question":"x","answer":"{price:NOWHERE}"}                         | answer
                    knowledge | {"question":"x","answer":"y","phrasings":["a\\u007cb"]}                   | phrasings
                    """)
    void refusesNonsenseByTheNameOfItsField(String list, String body, String field) {
        var answer = put("/api/v1/" + list + "/api-3", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
        assertThat(get("/api/v1/" + list + "/api-3").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=501", "?limit=x", "?active=maybe"})
    void refusesImpossiblePages(String query) {
        assertThat(get("/api/v1/content" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void takesWhateverIsAskedForAsText() {
        assertThat(get("/api/v1/content?q=%00%25_%5C&after=%00&type=%27&tag=%00")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/api/v1/knowledge/%27--").statusCode()).isEqualTo(404);
    }

    @Test
    void importsAFileInAnyEncodingAndGivesItBack() {
        String csv = "id;тип;название;формат;ссылка\nimp-1;GUIDE;Ёлка;PDF;https://a.example\n";
        var answer = send(request("/api/v1/content/import")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofByteArray(csv.getBytes(Charset.forName("windows-1251")))));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"added\":1", "windows-1251");
        assertThat(get("/api/v1/content/export").body()).contains("imp-1,GUIDE,Ёлка");
        assertThat(form("/api/v1/content/import", csv).body()).contains("\"unchanged\":1");
    }

    @Test
    void answersARefusedFileInTheCallersLanguage() {
        String csv = "code,name,price\nP-1,Группа,дорого\n";
        var answer = send(request("/api/v1/products/import")
                .header("Content-Type", "text/csv")
                .header("Accept-Language", "ru")
                .POST(BodyPublishers.ofString(csv)));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"line\":2", "\"column\":\"price\"", "нужна сумма");
        assertThat(get("/api/v1/products/P-1").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> form(String path, String csv) {
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=xxx")
                .POST(BodyPublishers.ofString(
                        "--xxx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n" + csv
                                + "\r\n--xxx--\r\n")));
    }

    private HttpResponse<String> get(String path) {
        return Http.on(port).get(path);
    }

    private HttpResponse<String> put(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return Http.on(port).request(path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return Http.on(port).send(request);
    }
}
