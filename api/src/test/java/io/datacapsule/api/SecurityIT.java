package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@ExtendWith(RunningServer.class)
class SecurityIT {

    private static final Set<String> OPEN = Set.of(
            "GET /api/v1/health",
            "GET /api/v1/health/live",
            "GET /api/v1/health/ready",
            "GET /api/v1/openapi.json",
            "GET /api/v1/docs",
            "GET /api/v1/docs/{file}");

    @Test
    void asksForAKeyOnEveryRouteButThoseMeantToBeOpen(RunningServer.Running running) {
        Set<String> routes = routes(running.server());
        assertThat(routes).hasSizeGreaterThan(20).containsAll(OPEN);

        for (String route : routes) {
            String method = route.substring(0, route.indexOf(' '));
            String path = route.substring(route.indexOf("/api/v1") + 7).replace("{file}", "start.js");
            for (String key : new String[] {"", "wrong"}) {
                Api.Answer answer = new Api(running.api().root(), key)
                        .send(
                                path.replaceAll("\\{[a-z]+}", "x"),
                                request -> request.method(method, HttpRequest.BodyPublishers.noBody()));
                if (OPEN.contains(route)) {
                    assertThat(answer.status()).as(route).isEqualTo(200);
                } else {
                    assertThat(answer.status()).as(route).isEqualTo(401);
                    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"dab\"");
                    assertThat(answer.json().path("code").asString()).isEqualTo("unauthorized");
                }
            }
        }
    }

    @Test
    void saysTheSameWhetherTheKeyIsMissingOrWrong(Api api) {
        String missing = api.withoutKey().get("/capsules").json().path("detail").asString();
        String wrong =
                new Api(api.root(), "no").get("/capsules").json().path("detail").asString();

        assertThat(wrong).isEqualTo(missing);
    }

    @Test
    void takesTheKeyAsBearerToo(Api api) {
        Api.Answer answer =
                api.withoutKey().send("/capsules", request -> request.header("Authorization", "Bearer " + api.key()));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void knowsNoOtherSpellingOfAnOpenPath(Api api) {
        for (String path : new String[] {
            "/docs/../capsules",
            "/docs/%2e%2e/capsules",
            "/health/;/../capsules",
            "/health;x=1/../capsules",
            "/docs/a.js/../../capsules"
        }) {
            assertThat(api.withoutKey().get(path).status()).as(path).isNotEqualTo(200);
        }
    }

    @Test
    void keepsTheGeneratedKeyForItsOwner(RunningServer.Running running) throws IOException {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(running.home().resolve("api-key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void tellsBrowsersWhatNotToDoAndNobodyWhatItRuns(Api api) {
        for (String path : new String[] {"/health/live", "/capsules", "/nothing"}) {
            Api.Answer answer = api.get(path);
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'")
                    .contains("frame-ancestors 'none'");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Cache-Control")).isNotEmpty();
            assertThat(answer.header("Server")).isEmpty();
        }
        assertThat(api.get("/docs").header("Content-Security-Policy")).contains("script-src 'self'");
    }

    private static Set<String> routes(Server server) {
        Set<String> routes = new TreeSet<>();
        server.web()
                .context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(info -> add(routes, info));
        return routes;
    }

    private static void add(Set<String> routes, RequestMappingInfo info) {
        info.getMethodsCondition()
                .getMethods()
                .forEach(method -> info.getPatternValues().forEach(path -> routes.add(method + " " + path)));
    }
}
