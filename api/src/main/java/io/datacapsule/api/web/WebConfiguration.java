package io.datacapsule.api.web;

import io.datacapsule.ingest.JobStatus;
import io.datacapsule.lineage.Direction;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How requests are read, for all controllers. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private final KnownParameters knownParameters;

    WebConfiguration(KnownParameters knownParameters) {
        this.knownParameters = knownParameters;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(knownParameters);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new NodeNames());
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(
                String.class,
                JobStatus.class,
                text -> JobStatus.of(text).orElseThrow(() -> new IllegalArgumentException(text)));
        registry.addConverter(String.class, Direction.class, Direction::of);
    }
}
