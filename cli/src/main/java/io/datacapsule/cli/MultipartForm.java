package io.datacapsule.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A form with fields and files (RFC 7578), read piece by piece, so that no file is ever held in memory. */
final class MultipartForm {

    private final String boundary = "dab-" + UUID.randomUUID();
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final List<Upload> files = new ArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicReference<@Nullable CommandFailure> failure = new AtomicReference<>();
    private final LongConsumer progress;

    private record Upload(String name, Path file, String fileName, String type) {}

    /**
     * An empty form.
     *
     * @param progress is told how many bytes of the files went out so far
     */
    MultipartForm(LongConsumer progress) {
        this.progress = progress;
    }

    /** Adds a field. */
    MultipartForm field(String name, String value) {
        fields.put(name, value);
        return this;
    }

    /** Adds a JSON file. */
    MultipartForm file(String name, Path file) {
        return file(name, file, name + ".json", "application/json");
    }

    /** Adds a file that is to be called so, of that media type; a name may come more than once. */
    MultipartForm file(String name, Path file, String fileName, String type) {
        files.add(new Upload(name, file, fileName, type));
        return this;
    }

    /** What the request's header must say. */
    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** Says that so many bytes of the answer came. */
    void received(int bytes) {
        received.addAndGet(bytes);
    }

    /** How many bytes went out or came in so far. */
    long moved() {
        return sent.get() + received.get();
    }

    /** What is wrong with a file, if reading it failed: then the form that went out is not whole. */
    Optional<CommandFailure> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Fields, then files, in the order in which they were added; of known length, unless a file is a pipe. */
    BodyPublisher body() {
        BodyPublisher stream = BodyPublishers.ofInputStream(
                () -> new SequenceInputStream(Collections.enumeration(parts(MultipartForm::text, Content::new))));
        boolean known = files.stream().map(Upload::file).allMatch(Files::isRegularFile);
        return known ? BodyPublishers.fromPublisher(stream, length()) : stream;
    }

    private long length() {
        return parts(text -> (long) text.getBytes(StandardCharsets.UTF_8).length, MultipartForm::size).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private <T> List<T> parts(Function<String, T> texts, Function<Path, T> contents) {
        List<T> parts = new ArrayList<>();
        fields.forEach((name, value) ->
                parts.add(texts.apply(head("name=\"" + name + "\"", "text/plain; charset=UTF-8") + value + "\r\n")));
        files.forEach(upload -> {
            parts.add(texts.apply(
                    head("name=\"" + upload.name + "\"; filename=\"" + upload.fileName + "\"", upload.type)));
            parts.add(contents.apply(upload.file));
            parts.add(texts.apply("\r\n"));
        });
        parts.add(texts.apply("--" + boundary + "--\r\n"));
        return parts;
    }

    private String head(String disposition, String type) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\nContent-Type: " + type
                + "\r\n\r\n";
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static CommandFailure unreadable(Path file, IOException e) {
        return new CommandFailure(file + " cannot be read: " + e.getMessage(), e);
    }

    /** Opens a file when its turn comes, tells how far it is, and ends it where it cannot be read. */
    private final class Content extends InputStream {

        private final Path file;
        private InputStream in = InputStream.nullInputStream();
        private boolean open;

        Content(Path file) {
            this.file = file;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            try {
                if (!open) {
                    in = Files.newInputStream(file);
                    open = true;
                }
                int count = in.read(buffer, offset, length);
                if (count > 0) {
                    progress.accept(sent.addAndGet(count));
                }
                return count;
            } catch (IOException e) {
                failure.compareAndSet(null, unreadable(file, e));
                return -1;
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
