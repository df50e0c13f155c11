package io.datacapsule.api.openapi;

import io.datacapsule.model.NotFoundException;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The description of the API and its page, all of it from files of our own. */
@Hidden
@RestController
@RequestMapping("/api/v1")
class DocsController {

    private static final String SWAGGER = "META-INF/resources/webjars/swagger-ui/";

    private record Asset(String resource, MediaType type) {}

    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");

    private static final Map<String, Asset> ASSETS = Map.of(
            "swagger-ui.css", new Asset("swagger-ui.css", MediaType.parseMediaType("text/css;charset=UTF-8")),
            "swagger-ui-bundle.js", new Asset("swagger-ui-bundle.js", SCRIPT),
            "favicon-32x32.png", new Asset("favicon-32x32.png", MediaType.IMAGE_PNG),
            "start.js", new Asset("io/datacapsule/api/openapi/start.js", SCRIPT));

    private final Map<String, byte[]> read = new ConcurrentHashMap<>();

    @GetMapping("/openapi.json")
    ResponseEntity<byte[]> description() {
        return answer("io/datacapsule/api/openapi/openapi.json", MediaType.APPLICATION_JSON);
    }

    @GetMapping("/docs")
    ResponseEntity<byte[]> page() {
        return answer("io/datacapsule/api/openapi/docs.html", MediaType.parseMediaType("text/html;charset=UTF-8"));
    }

    @GetMapping("/docs/{file}")
    ResponseEntity<byte[]> asset(@PathVariable("file") String file) {
        Asset asset = ASSETS.get(file);
        if (asset == null) {
            throw new NotFoundException("route_not_found", "The page has no file '" + file + "'.");
        }
        boolean ours = asset.resource.startsWith("io/");
        return answer(ours ? asset.resource : SWAGGER + SwaggerUi.VERSION + "/" + asset.resource, asset.type);
    }

    private ResponseEntity<byte[]> answer(String resource, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .body(read.computeIfAbsent(resource, DocsController::bytes));
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = DocsController.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new NotFoundException("route_not_found", "This build has no '" + resource + "'.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
