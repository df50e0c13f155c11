package io.datacapsule.api;

import io.datacapsule.api.config.LogFormat;
import io.datacapsule.api.config.Settings;
import io.datacapsule.api.observability.JsonLines;
import io.datacapsule.model.UnavailableException;
import java.net.BindException;
import java.net.SocketException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The HTTP side of a server. */
final class WebServer implements AutoCloseable {

    /** As many archives as one restore can need. */
    private static final int MOST_PARTS = 1_001;

    private final ConfigurableApplicationContext context;
    private final String host;

    private WebServer(ConfigurableApplicationContext context, String host) {
        this.context = context;
        this.host = host;
    }

    /**
     * Listens at the address of the settings.
     *
     * @param beans what the controllers work with, each of another class
     *
     * @throws UnavailableException {@code port_in_use} or {@code address_unusable}
     */
    static WebServer start(Settings settings, List<Object> beans) {
        SpringApplication application = new SpringApplication(ApiApplication.class);
        application.setRegisterShutdownHook(false);
        application.setAddCommandLineProperties(false);
        application.setDefaultProperties(properties(settings));
        application.addInitializers(context -> {
            DefaultSingletonBeanRegistry registry = (DefaultSingletonBeanRegistry) context.getBeanFactory();
            beans.forEach(bean -> registry.registerSingleton(bean.getClass().getName(), bean));
        });
        try {
            return new WebServer(application.run(), settings.server().bind());
        } catch (RuntimeException e) {
            throw translated(e, settings);
        }
    }

    private static Map<String, Object> properties(Settings settings) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "server.port", settings.server().port(),
                "server.address", settings.server().bind(),
                "logging.level.io.datacapsule", settings.log().level(),
                "spring.servlet.multipart.max-file-size", settings.ingest().maxUploadBytes(),
                "spring.servlet.multipart.max-request-size", settings.ingest().maxUploadBytes(),
                "server.tomcat.max-part-count", MOST_PARTS,
                "spring.servlet.multipart.location",
                        settings.server().home().resolve("uploads").toString()));
        // who sends spans tells by itself, and once, that they are not taken
        properties.put("logging.level.io.opentelemetry", "off");
        if (settings.log().format() == LogFormat.JSON) {
            properties.put("logging.structured.format.console", JsonLines.class.getName());
        }
        return properties;
    }

    private static RuntimeException translated(RuntimeException failure, Settings settings) {
        String place = settings.server().bind() + ":" + settings.server().port();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException
                    || (cause instanceof BindException bind
                            && String.valueOf(bind.getMessage()).contains("in use"))) {
                return new UnavailableException(
                        "port_in_use",
                        "Another program listens at " + place + " already. Choose another port with DAB_PORT.",
                        failure);
            }
            if (cause instanceof BindException || cause instanceof SocketException) {
                return new UnavailableException(
                        "address_unusable",
                        "The server cannot listen at " + place + ": " + cause.getMessage()
                                + ". Choose another address with DAB_BIND and DAB_PORT.",
                        failure);
            }
        }
        return failure;
    }

    int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    /** As a client of the same machine reaches it. */
    String url() {
        String reachable = host.equals("0.0.0.0") ? "127.0.0.1" : host.equals("::") ? "[::1]" : host;
        return "http://" + (reachable.contains(":") && !reachable.startsWith("[") ? "[" + reachable + "]" : reachable)
                + ":" + port();
    }

    /** The application behind it. */
    ConfigurableApplicationContext context() {
        return context;
    }

    @Override
    public void close() {
        context.close();
    }
}
