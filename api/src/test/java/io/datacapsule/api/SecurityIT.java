package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.access.Role;
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
            "GET /api/v1/docs/{file}",
            "GET /metrics"); // from this machine, see MetricsIT

    /** Writes of the catalog. Every route that is neither open nor in one of these tables is for readers. */
    private static final Set<String> EDITOR = Set.of(
            "POST /api/v1/ingest/dbt",
            "POST /api/v1/ingest/dbt/upload",
            "POST /api/v1/ingest/airflow",
            "POST /api/v1/ingest/jobs/{id}/cancel",
            "POST /api/v1/ingest/jobs/{id}/retry");

    /** Posted, and yet no writes. */
    static final Set<String> QUESTIONS = Set.of("POST /api/v1/graph/query", "POST /api/v1/lineage/sql");

    private static final Set<String> ADMIN = Set.of(
            "GET /api/v1/audit",
            "GET /api/v1/keys",
            "POST /api/v1/keys",
            "DELETE /api/v1/keys/{key}",
            "POST /api/v1/admin/reset",
            "POST /api/v1/admin/backup",
            "POST /api/v1/admin/backup/increment",
            "POST /api/v1/admin/restore",
            "DELETE /api/v1/cache");

    @Test
    void asksForAKeyOnEveryRouteButThoseMeantToBeOpen(RunningServer.Running running) {
        Set<String> routes = routes(running.server());
        assertThat(routes).hasSizeGreaterThan(20).containsAll(OPEN);

        for (String route : routes) {
            for (String key : new String[] {"", "wrong", "dab_" + "x".repeat(43)}) {
                Api.Answer answer = call(new Api(running.api().root(), key), route);
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
    void asksForTheRoleThatEveryRouteNeeds(RunningServer.Running running) {
        Set<String> routes = routes(running.server());
        assertThat(routes).containsAll(EDITOR).containsAll(ADMIN);
        routes.removeAll(OPEN);

        for (Role role : Role.values()) {
            Api api = running.api().as(role);
            for (String route : routes) {
                Role needed = ADMIN.contains(route) ? Role.ADMIN : EDITOR.contains(route) ? Role.EDITOR : Role.READER;
                Api.Answer answer = call(api, route);
                String code =
                        answer.status() == 403 ? answer.json().path("code").asString() : "";
                assertThat(code)
                        .as(role + " " + route + " " + answer.status())
                        .isEqualTo(role.covers(needed) ? "" : "role_insufficient");
                assertThat(answer.status()).as(role + " " + route).isNotEqualTo(401);
            }
        }
    }

    @Test
    void knowsNoOtherSpellingOfAPathForAnotherRole(Api api) {
        Api reader = api.as(Role.READER);
        for (String path : new String[] {"/%6beys", "/keys;a=b", "/keys;/", "/k%65ys?limit=1"}) {
            assertThat(reader.get(path).status()).as(path).isEqualTo(403);
        }
        for (String path : new String[] {"/graph%2Fquery", "/graph/query/..%2F..%2Fkeys", "/graph/query/../../keys"}) {
            assertThat(reader.post(path, "{\"name\":\"x\",\"role\":\"admin\"}").status())
                    .as(path)
                    .isIn(400, 403, 404);
        }
        assertThat(api.get("/keys?limit=1000").text()).doesNotContain("\"x\"");
    }

    @Test
    void saysTheSameWhetherTheKeyIsMissingOrWrong(Api api) {
        String missing = unauthorized(api.withoutKey());

        assertThat(unauthorized(new Api(api.root(), "no"))).isEqualTo(missing);
        assertThat(unauthorized(new Api(api.root(), "dab_" + "x".repeat(43)))).isEqualTo(missing);
    }

    private static String unauthorized(Api api) {
        Api.Answer answer = api.send("/capsules", request -> request.header("X-Request-ID", "same"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"dab\"");
        return answer.text();
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

    private static Api.Answer call(Api api, String route) {
        return call(api, route, "walk");
    }

    /** Calls the route with nothing in it, under that request id. */
    static Api.Answer call(Api api, String route, String requestId) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(method.length() + 1).replace("{file}", "start.js");
        return new Api(api.root().replace("/api/v1", ""), api.key())
                .send(
                        path.replaceAll("\\{[a-z]+}", "x"),
                        request -> request.header("X-Request-ID", requestId)
                                .method(method, HttpRequest.BodyPublishers.noBody()));
    }

    static Set<String> routes(Server server) {
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
