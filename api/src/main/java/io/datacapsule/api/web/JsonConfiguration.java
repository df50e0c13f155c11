package io.datacapsule.api.web;

import io.datacapsule.graph.Revision;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How bodies are read, and how values of the core are written as JSON where the record itself does not say it. */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

    @Bean
    JsonMapperBuilderCustomizer catalogValues() {
        SimpleModule module = new SimpleModule("catalog");
        module.addSerializer(new RevisionNumber());
        return builder -> builder.addModule(module)
                // what a caller sends is taken as it is meant or refused, never guessed at
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    private static final class RevisionNumber extends StdSerializer<Revision> {

        RevisionNumber() {
            super(Revision.class);
        }

        @Override
        public void serialize(Revision revision, JsonGenerator json, SerializationContext context) {
            json.writeNumber(revision.number());
        }
    }
}
