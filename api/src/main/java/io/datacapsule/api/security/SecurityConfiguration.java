package io.datacapsule.api.security;

import io.datacapsule.api.catalog.Catalog;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where keys are looked up. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    Sessions sessions(Catalog catalog, ApiKeys keys, StoredKeys stored) {
        return new Sessions(() -> catalog.relational().sessions(), keys, stored, Clock.systemUTC());
    }

    @Bean
    StoredKeys storedKeys(Catalog catalog) {
        return new StoredKeys(() -> catalog.relational().keys(), Clock.systemUTC());
    }
}
