package io.datacapsule.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Sends one form and waits for the answer, as long as something moves. */
final class UploadExchange {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final long SILENCE_SECONDS = 1_800;

    private UploadExchange() {}

    /**
     * Sends the request whose body is the form.
     *
     * @throws CommandFailure if a file cannot be read, or the server hung up on us
     * @throws IOException if the server does not answer
     */
    static HttpResponse<byte[]> send(HttpRequest request, MultipartForm form) throws IOException {
        return send(request, form, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The same; a successful answer goes to {@code target} as it arrives, and is empty here. */
    static HttpResponse<byte[]> send(HttpRequest request, MultipartForm form, OutputStream target) throws IOException {
        return send(
                request,
                form,
                answer -> answer.statusCode() == 200
                        ? BodySubscribers.mapping(
                                BodySubscribers.ofByteArrayConsumer(
                                        chunk -> chunk.ifPresent(bytes -> receive(bytes, form, target))),
                                nothing -> new byte[0])
                        : BodySubscribers.ofByteArray());
    }

    private static void receive(byte[] bytes, MultipartForm form, OutputStream target) {
        try {
            target.write(bytes);
            form.received(bytes.length);
        } catch (IOException e) {
            throw new CommandFailure("The answer cannot be kept: " + e.getMessage(), e);
        }
    }

    private static HttpResponse<byte[]> send(HttpRequest request, MultipartForm form, BodyHandler<byte[]> handler)
            throws IOException {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .proxy(ProxySelector.getDefault())
                .build()) {
            CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, handler);
            try {
                HttpResponse<byte[]> response = await(answer, form);
                form.failure().ifPresent(UploadExchange::end);
                return response;
            } catch (ExecutionException e) {
                throw failure(Objects.requireNonNullElse(e.getCause(), e), form);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandFailure("Interrupted during the upload.", e);
            } finally {
                client.shutdownNow();
            }
        }
    }

    private static HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer, MultipartForm form)
            throws ExecutionException, InterruptedException, SocketTimeoutException {
        long sent = -1;
        while (sent < form.moved()) { // a slow line is no reason to give up
            sent = form.moved();
            try {
                return answer.get(SILENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                // asked again, if something moved meanwhile
            }
        }
        throw new SocketTimeoutException("nothing moved for " + SILENCE_SECONDS + " s");
    }

    private static void end(CommandFailure failure) {
        throw failure;
    }

    private static IOException failure(Throwable failure, MultipartForm form) {
        form.failure().ifPresent(UploadExchange::end);
        if (failure instanceof CommandFailure ours) {
            throw ours;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException refused
                    && !(cause.getCause() instanceof UnresolvedAddressException)) {
                return refused;
            }
            if (cause instanceof UnresolvedAddressException) {
                return (IOException) new UnknownHostException("unknown host").initCause(failure);
            }
            if (cause instanceof HttpConnectTimeoutException slow) {
                return (IOException) new SocketTimeoutException("no connection in time").initCause(slow);
            }
        }
        if (failure instanceof SSLException insecure) {
            return insecure;
        }
        throw new CommandFailure(
                "The server closed the connection during the upload. Its log says why;"
                        + " a frequent reason is a file above its size limit.",
                failure);
    }
}
