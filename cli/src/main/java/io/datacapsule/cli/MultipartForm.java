package io.datacapsule.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** A form with fields and files (RFC 7578), written piece by piece, so that no file is ever held in memory. */
final class MultipartForm {

    private final String boundary = "dab-" + UUID.randomUUID();
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, Path> files = new LinkedHashMap<>();
    private final LongConsumer sent;

    /**
     * An empty form.
     *
     * @param sent is told how many bytes of the files went out so far
     */
    MultipartForm(LongConsumer sent) {
        this.sent = sent;
    }

    /** Adds a field. */
    MultipartForm field(String name, String value) {
        fields.put(name, value);
        return this;
    }

    /** Adds a JSON file. */
    MultipartForm file(String name, Path file) {
        files.put(name, file);
        return this;
    }

    /** What the request's header must say. */
    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** Writes fields, then files, in the order in which they were added. */
    void writeTo(OutputStream out) throws IOException {
        for (Map.Entry<String, String> field : fields.entrySet()) {
            head(out, "name=\"" + field.getKey() + "\"", "text/plain; charset=UTF-8");
            out.write(field.getValue().getBytes(StandardCharsets.UTF_8));
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        long done = 0;
        for (Map.Entry<String, Path> file : files.entrySet()) {
            String disposition = "name=\"" + file.getKey() + "\"; filename=\"" + file.getKey() + ".json\"";
            head(out, disposition, "application/json");
            done = copy(file.getValue(), out, done);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.write(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private long copy(Path file, OutputStream out, long before) throws IOException {
        long done = before;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = open(file)) {
            for (int count = read(in, buffer, file); count >= 0; count = read(in, buffer, file)) {
                out.write(buffer, 0, count);
                done += count;
                sent.accept(done);
            }
        }
        return done;
    }

    private void head(OutputStream out, String disposition, String type) throws IOException {
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\nContent-Type: "
                + type + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static int read(InputStream in, byte[] buffer, Path file) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
