package io.datacapsule.operations;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Some callers that ask one thing after the other until they are stopped, and what they were answered. Safe for any number of threads. */
final class Load implements AutoCloseable {

    /** What is asked over and over; the first five are answered without a database. */
    enum Call {
        LIST("GET", "/capsules?limit=5", ""),
        LINEAGE("GET", "/capsules/%s/lineage?depth=3", ""),
        SEARCH("GET", "/search?q=orders", ""),
        EXPORT("GET", "/graph/export?format=mermaid", ""),
        CAPSULE("GET", "/capsules/%s", ""),
        DETAILS("GET", "/capsules/%s/details", ""),
        JOBS("GET", "/ingest/jobs?limit=5", ""),
        QUERY("POST", "/graph/query", "{\"query\":\"MATCH (c:Capsule) RETURN count(c) + %d AS n\"}"),
        KEYS("POST", "/keys", "{\"name\":\"%2$s\",\"role\":\"reader\"}");

        private final String method;
        private final String path;
        private final String body;

        Call(String method, String path, String body) {
            this.method = method;
            this.path = path;
            this.body = body;
        }
    }

    /** An answer; status 0 if there was none. */
    record Answer(Call call, int status, String body) {

        /** Keeps the beginning of the body. */
        Answer {
            body = body.substring(0, Math.min(body.length(), 400));
        }

        /** Whether it is what was asked for. */
        boolean good() {
            return status == 200 || status == 201;
        }

        /** Whether it says that something is away, and what. */
        boolean saysWhatIsAway() {
            return status == 503 && body.contains("\"code\":\"") && body.contains("\"detail\":\"");
        }
    }

    private final String api;
    private final String key;
    private final String urn;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final AtomicInteger number = new AtomicInteger();
    private final List<Thread> callers = new ArrayList<>();
    private Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;

    /** Begins to ask; the capsule of that URN is looked at. */
    Load(String url, String key, String urn, int callers) {
        this.api = url + "/api/v1";
        this.key = key;
        this.urn = urn;
        for (int i = 0; i < callers; i++) {
            this.callers.add(Thread.ofVirtual().start(this::ask));
        }
    }

    private void ask() {
        while (!stopping) {
            for (Call call : Call.values()) {
                Answer answer = once(call);
                synchronized (this) {
                    answers.add(answer);
                }
            }
        }
    }

    /** Asks that once. */
    Answer once(Call call) {
        String path = call.path.formatted(urn);
        String body = call.body.formatted(number.incrementAndGet(), UUID.randomUUID());
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + path))
                .header("X-API-Key", key)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .method(call.method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return new Answer(call, response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(call, 0, e.toString());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What was answered since the last time. */
    synchronized List<Answer> taken() {
        List<Answer> taken = List.copyOf(answers);
        answers = new ConcurrentLinkedQueue<>();
        return taken;
    }

    /** Waits until each call was answered well since. */
    void awaitAllGood() {
        for (Call call : Call.values()) {
            Programs.until(call + " works again", () -> once(call).good());
        }
    }

    /** Lets it go on for a while. */
    static void forSeconds(long seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        stopping = true;
        for (Thread caller : callers) {
            try {
                caller.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        http.close();
    }
}
