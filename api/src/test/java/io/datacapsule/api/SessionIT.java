package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.access.Role;
import java.net.http.HttpRequest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A browser presents a key once and calls with a cookie from then on. */
@ExtendWith(RunningServer.class)
class SessionIT {

    /** What a browser keeps. */
    private record Browser(Api api, String cookie, String token) {

        static Browser with(Api key) {
            Api.Answer begun = key.send("/session", Browser::post);
            assertThat(begun.status()).isEqualTo(200);
            String cookie = begun.header("Set-Cookie");
            return new Browser(
                    key.withoutKey(),
                    cookie.substring(0, cookie.indexOf(';')),
                    begun.json().path("csrf_token").asString());
        }

        Api.Answer get(String path) {
            return api.send(path, request -> request.header("Cookie", cookie));
        }

        Api.Answer query(String sentToken) {
            return api.send(
                    "/graph/query",
                    request -> (sentToken.isEmpty() ? request : request.header("X-CSRF-Token", sentToken))
                            .header("Cookie", cookie)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"RETURN 1\"}")));
        }

        Api.Answer end() {
            return api.send(
                    "/session",
                    request -> request.header("Cookie", cookie)
                            .header("X-CSRF-Token", token)
                            .DELETE());
        }

        private static HttpRequest.Builder post(HttpRequest.Builder request) {
            return request.POST(HttpRequest.BodyPublishers.noBody());
        }
    }

    @Test
    void setsACookieThatScriptsCannotReadAndOtherSitesCannotSend(Api api) {
        String plain = api.send("/session", Browser::post).header("Set-Cookie");
        String tls = api.send("/session", request -> Browser.post(request.header("X-Forwarded-Proto", "https")))
                .header("Set-Cookie");

        assertThat(plain)
                .matches("dab_session=dab_[A-Za-z0-9_-]{43}; Path=/; Max-Age=43200; .*HttpOnly; SameSite=Strict");
        assertThat(plain).doesNotContain("Secure").doesNotContain(api.key());
        assertThat(tls).contains("; Secure; HttpOnly; SameSite=Strict");
        assertThat(api.withoutKey().send("/session", Browser::post).status()).isEqualTo(401);
    }

    @Test
    void readsWithTheCookieAloneAndTellsTheTokenAgain(Api api) {
        Browser browser = Browser.with(api.as(Role.READER));

        assertThat(browser.get("/capsules").status()).isEqualTo(200);
        JsonNode session = browser.get("/session").json();
        assertThat(session.path("csrf_token").asString()).isEqualTo(browser.token());
        assertThat(session.path("role").asString()).isEqualTo("reader");
        assertThat(browser.get("/session").header("Cache-Control")).contains("no-store");
        assertThat(browser.get("/keys").status()).as("the role of the key").isEqualTo(403);
        assertThat(api.get("/session").json().has("csrf_token")).isFalse();
    }

    @Test
    void asksForTheTokenWhereItIsNoGet(Api api) {
        Browser browser = Browser.with(api);
        Browser other = Browser.with(api);

        for (String wrong : new String[] {"", "wrong", other.token()}) {
            Api.Answer refused = browser.query(wrong);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.json().path("code").asString()).isEqualTo("csrf_token_invalid");
        }
        assertThat(browser.query(browser.token()).status()).isEqualTo(200);
    }

    @Test
    void isOverWhenItIsEnded(Api api) {
        Browser browser = Browser.with(api);

        Api.Answer ended = browser.end();

        assertThat(ended.status()).isEqualTo(204);
        assertThat(ended.header("Set-Cookie")).contains("dab_session=;", "Max-Age=0");
        assertThat(browser.get("/capsules").status()).isEqualTo(401);
    }

    @Test
    void isOverWhenItsKeyIsRevoked(Api api) {
        String name = "browser-" + UUID.randomUUID();
        JsonNode key = api.post("/keys", "{\"name\":\"" + name + "\",\"role\":\"reader\"}")
                .json();
        Browser browser = Browser.with(new Api(api.root(), key.path("key").asString()));
        assertThat(browser.get("/capsules").status()).isEqualTo(200);

        api.send("/keys/" + name, HttpRequest.Builder::DELETE);

        assertThat(browser.get("/capsules").status()).isEqualTo(401);
    }

    @Test
    void takesNoCookieThatItDidNotSet(Api api) {
        for (String cookie : new String[] {"dab_session=", "dab_session=x", "dab_session=" + api.key()}) {
            assertThat(api.withoutKey()
                            .send("/capsules", request -> request.header("Cookie", cookie))
                            .status())
                    .isEqualTo(401);
        }
    }
}
