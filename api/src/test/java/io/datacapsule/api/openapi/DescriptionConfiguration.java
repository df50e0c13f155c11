package io.datacapsule.api.openapi;

import io.datacapsule.api.problem.Problem;
import io.datacapsule.api.web.NodeName;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the generated description says beyond the controllers: how to call, names in paths, errors. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("springdoc.api-docs.enabled")
class DescriptionConfiguration {

    private static final Map<String, String> ERRORS = new TreeMap<>(Map.of(
            "400", "The request is not understood; 'detail' names the parameter or field and what it takes",
            "401", "A valid key is missing",
            "403", "The role of the key does not suffice, or what was asked for is not allowed",
            "404", "Nothing has that name",
            "409", "It does not fit the present state; 'candidates' lists what can be chosen",
            "413", "Too large",
            "422", "A file is not what it should be; 'file', 'path', 'line' and 'column' say where",
            "429", "Too many calls; try again after 'Retry-After' seconds",
            "503", "Loading, stopping, or a store that is needed is away; try again after 'Retry-After' seconds"));

    DescriptionConfiguration() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(NodeName.class);
    }

    @Bean
    ModelResolver snakeCase() {
        return new ModelResolver(Json.mapper()
                .copy()
                .setPropertyNamingStrategy(com.fasterxml.jackson.databind.PropertyNamingStrategies.SNAKE_CASE));
    }

    @Bean
    OperationCustomizer namesInPaths() {
        return (operation, handler) -> {
            if (Arrays.stream(handler.getMethodParameters()).anyMatch(p -> p.getParameterType() == NodeName.class)) {
                operation.addParametersItem(new PathParameter()
                        .name("urn")
                        .required(true)
                        .description("URN or id. Percent signs of a URN may be encoded once more or stay as they are.")
                        .schema(new StringSchema())
                        .example("urn:dcs:dbt:model:shop.marts:orders"));
            }
            return operation;
        };
    }

    @Bean
    OpenApiCustomizer wholeDescription() throws IOException {
        String text = Files.readString(Path.of("src/main/openapi/description.md"));
        return openApi -> {
            openApi.info(new Info()
                            .title("Data Capsule Server")
                            .version("v1")
                            .description(text)
                            .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                    .servers(List.of(new Server().url("/")))
                    .security(List.of(
                            new SecurityRequirement().addList("api_key"),
                            new SecurityRequirement().addList("bearer"),
                            new SecurityRequirement().addList("session")));
            Components components = openApi.getComponents();
            components.addSecuritySchemes(
                    "api_key",
                    new SecurityScheme()
                            .type(SecurityScheme.Type.APIKEY)
                            .in(SecurityScheme.In.HEADER)
                            .name("X-API-Key"));
            components.addSecuritySchemes(
                    "bearer",
                    new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
            components.addSecuritySchemes(
                    "session",
                    new SecurityScheme()
                            .type(SecurityScheme.Type.APIKEY)
                            .in(SecurityScheme.In.COOKIE)
                            .name("dab_session"));
            ModelConverters.getInstance(true).read(Problem.class).forEach(components::addSchemas);
            openApi.getPaths()
                    .forEach((path, item) ->
                            item.readOperationsMap().forEach((method, operation) -> errors(path, method, operation)));
            sort(openApi);
        };
    }

    private static void errors(String path, PathItem.HttpMethod method, Operation operation) {
        boolean open = path.startsWith("/api/v1/health");
        boolean posts = method == PathItem.HttpMethod.POST;
        ERRORS.forEach((status, description) -> {
            boolean applies = switch (status) {
                case "400", "401", "403" -> !open;
                case "404", "409" -> path.contains("{") || posts;
                case "413", "422" -> posts && path.startsWith("/api/v1/ingest/dbt");
                default -> !open;
            };
            if (applies && !operation.getResponses().containsKey(status)) {
                operation
                        .getResponses()
                        .addApiResponse(
                                status,
                                new ApiResponse()
                                        .description(description)
                                        .content(new Content()
                                                .addMediaType(
                                                        Problem.MEDIA_TYPE,
                                                        new MediaType()
                                                                .schema(new Schema<>()
                                                                        .$ref("#/components/schemas/Problem")))));
            }
        });
    }

    private static void sort(OpenAPI openApi) {
        openApi.getComponents().setSchemas(new TreeMap<>(openApi.getComponents().getSchemas()));
    }
}
