package io.datacapsule.api.web;

import io.datacapsule.lineage.LineageLimits;
import io.datacapsule.lineage.LineageService;
import io.datacapsule.query.CatalogQueries;
import io.datacapsule.telemetry.Telemetry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Services of the core that need nothing but the snapshot they are asked about: one of each for the process. */
@Configuration(proxyBeanMethods = false)
class QueryBeans {

    @Bean
    CatalogQueries catalogQueries() {
        return new CatalogQueries();
    }

    @Bean
    LineageService lineageService(Telemetry telemetry) {
        return new LineageService(LineageLimits.DEFAULTS, telemetry);
    }
}
