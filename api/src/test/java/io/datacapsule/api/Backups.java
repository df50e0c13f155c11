package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Takes backups over HTTP and gives them back. */
final class Backups {

    private Backups() {}

    /** The whole catalog as a file in that folder. */
    static Path whole(Api api, Path folder) throws IOException {
        return kept(api.send("/admin/backup", request -> request.POST(HttpRequest.BodyPublishers.noBody())), folder);
    }

    /** What changed since {@code base} as a file beside it. */
    static Path since(Path base, Api api) throws IOException {
        return kept(increment(base, api), base.toAbsolutePath().getParent());
    }

    /** The answer to that question. */
    static Api.Answer increment(Path base, Api api) throws IOException {
        Map<String, String> parts = parts(Files.readAllBytes(base));
        return api.upload(
                "/admin/backup/increment",
                Map.of("manifest", parts.get("manifest.json"), "state", parts.get("state.jsonl")));
    }

    private static Path kept(Api.Answer answer, Path folder) throws IOException {
        assertThat(answer.status()).as(answer.header("Content-Type")).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/zip");
        return Files.write(
                folder.resolve(UUID.randomUUID() + ".zip"), answer.response().body());
    }

    /** Makes the catalog that of the archives. */
    static Api.Answer restore(Api api, Path... archives) {
        return api.upload(
                "/admin/restore",
                Stream.of(archives)
                        .map(archive -> Map.<String, Object>entry("archive", archive))
                        .toList());
    }

    /** What an archive holds, by name. */
    static Map<String, String> parts(byte[] archive) throws IOException {
        Map<String, String> parts = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }
}
