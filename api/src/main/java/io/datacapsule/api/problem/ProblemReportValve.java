package io.datacapsule.api.problem;

import io.datacapsule.api.web.BrowserHeaders;
import java.io.IOException;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Answers what Tomcat itself refuses, such as a malformed request line, as problem details too. Made by Tomcat, by its name. */
public final class ProblemReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            String code = Answer.of(response.getStatus()).name().toLowerCase(Locale.ROOT);
            Problem problem = Problems.of(
                    response.getStatus(),
                    code,
                    response.getStatus() < 500
                            ? "The request is not well-formed HTTP for this server: characters of the address must be"
                                    + " percent-encoded, headers and methods be known."
                            : "The server failed at this; its log says why.",
                    request);
            BrowserHeaders.on(response, "");
            Problems.write(problem, response);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("the connection is gone", e);
        }
    }
}
