package io.datacapsule.api;

import io.datacapsule.api.problem.ProblemReportValve;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Everything that answers HTTP. What it serves is given to it as beans: settings, home, keys and the catalog. */
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
class ApiApplication {

    /**
     * URNs travel in paths with their percent signs, so encoded slashes must come through as they are. Bodies are asked for when
     * they are read.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcat() {
        return factory -> {
            factory.addConnectorCustomizers(connector -> {
                connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
                connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
                connector.setProperty("relaxedPathChars", "|{}[]^`\"<>");
                connector.setProperty("relaxedQueryChars", "|{}[]^`\"<>");
                // Who waits for "100 Continue" before a large upload is refused before it, and gets the whole answer.
                connector.setProperty("continueResponseTiming", "onRead");
            });
            factory.addContextCustomizers(context ->
                    ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemReportValve.class.getName()));
        };
    }
}
