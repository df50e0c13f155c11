package io.datacapsule.api.tracing;

import io.datacapsule.api.observability.Metrics;
import io.datacapsule.telemetry.Telemetry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Whom the controllers' parts tell of their work. */
@Configuration(proxyBeanMethods = false)
class TracingBeans {

    /** The metrics, and spans if they are wanted; whoever made the two closes them. */
    @Bean(destroyMethod = "")
    @Primary
    Telemetry telemetry(Tracing tracing, Metrics metrics) {
        return tracing.with(metrics);
    }
}
