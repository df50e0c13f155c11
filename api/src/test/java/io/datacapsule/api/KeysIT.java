package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(RunningServer.class)
class KeysIT {

    @Test
    void aKeyIsShownOnceAndOpensUntilItIsRevoked(Api api) {
        String name = "ci-" + UUID.randomUUID();

        Api.Answer made = api.post("/keys", "{\"name\":\"" + name + "\",\"role\":\"reader\",\"expires\":\"90d\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/v1/keys/" + name);
        assertThat(made.header("Cache-Control")).contains("no-store");
        String key = made.json().path("key").asString();
        assertThat(key).matches("dab_[A-Za-z0-9_-]{43}");
        assertThat(made.json().path("created_by").asString()).isEqualTo("$DAB_HOME/api-key");
        Api holder = new Api(api.root(), key);
        assertThat(holder.get("/capsules").status()).isEqualTo(200);

        String list = api.get("/keys?limit=1000").text();
        assertThat(list).contains(name).doesNotContain(key);

        Api.Answer revoked = delete(api, name);
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.json().path("name").asString()).isEqualTo(name);
        assertThat(holder.get("/capsules").status()).isEqualTo(401);
        assertThat(delete(api, name).json().path("code").asString()).isEqualTo("key_not_found");
    }

    @Test
    void aKeyIsRevokedByItsIdToo(Api api) {
        JsonNode made = api.post("/keys", "{\"name\":\"" + UUID.randomUUID() + "\",\"role\":\"editor\"}")
                .json();

        assertThat(delete(api, made.path("id").asString()).status()).isEqualTo(200);

        assertThat(new Api(api.root(), made.path("key").asString())
                        .get("/capsules")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aNameCanBeTakenOnce(Api api) {
        String body = "{\"name\":\"" + UUID.randomUUID() + "\",\"role\":\"reader\"}";
        api.post("/keys", body);

        Api.Answer again = api.post("/keys", body);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("code").asString()).isEqualTo("key_exists");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | name",
                "{\"name\":\"a\"} | role is missing",
                "{\"name\":\"a\",\"role\":\"owner\"} | reader, editor or admin",
                "{\"name\":\"a b\",\"role\":\"reader\"} | letters, digits",
                "{\"name\":\"../a\",\"role\":\"reader\"} | letters, digits",
                "{\"name\":\"a\",\"role\":\"reader\",\"expires\":\"soon\"} | expires takes",
            })
    void saysWhatIsWrongWithAKey(String body, String detail, Api api) {
        Api.Answer answer = api.post("/keys", body.strip());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asString()).contains(detail.strip());
    }

    @Test
    void listsInSlices(Api api) {
        for (int i = 0; i < 3; i++) {
            api.post("/keys", "{\"name\":\"slice-" + UUID.randomUUID() + "\",\"role\":\"reader\"}");
        }

        JsonNode page = api.get("/keys?limit=2&offset=1").json();

        assertThat(page.path("items").size()).isEqualTo(2);
        assertThat(page.path("total").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(page.path("offset").asInt()).isEqualTo(1);
        assertThat(api.get("/keys?limit=0").status()).isEqualTo(400);
    }

    private static Api.Answer delete(Api api, String key) {
        return api.send("/keys/" + key, HttpRequest.Builder::DELETE);
    }
}
