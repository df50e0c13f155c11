package io.datacapsule.api.airflow;

import io.datacapsule.model.CatalogException;
import io.datacapsule.model.UpstreamException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;

/** Says what went wrong with an instance, and what to do about it. No message holds a secret or much of what was sent. */
final class Failures {

    private final AirflowOptions options;
    private final Credentials credentials;

    Failures(AirflowOptions options, Credentials credentials) {
        this.options = options;
        this.credentials = credentials;
    }

    /** What an answer means that is no success. */
    CatalogException of(int status, String body, List<String> path, String location, String retryAfter) {
        String said = Excerpt.of(body, credentials);
        return switch (status) {
            case 301, 302, 303, 307, 308 -> redirect(location);
            case 401 -> new UpstreamException("airflow_unauthorized", unauthorized() + said);
            case 403 ->
                new UpstreamException(
                        "airflow_forbidden",
                        "403 Forbidden: " + who() + " may not read " + named(path)
                                + " at " + options.baseUrl()
                                + ". It needs the permission to read DAGs, their runs and task"
                                + " instances, and datasets or assets." + said);
            case 404 ->
                new UpstreamException(
                        "airflow_not_found",
                        "404 Not Found: there is no " + named(path) + " at " + options.baseUrl()
                                + ". Check that the base URL is the one at which Airflow's pages answer, with its"
                                + " prefix path, and the version of the API (--api-version auto, v1 for Airflow 2, v2"
                                + " for Airflow 3)."
                                + said);
            case 429 ->
                new UpstreamException(
                        "airflow_rate_limited",
                        "429 Too Many Requests: Airflow at " + options.baseUrl() + " takes no more requests now"
                                + (retryAfter.matches("[0-9]{1,9}") ? "; it asks to wait " + retryAfter + " s" : "")
                                + ". Try again later." + said);
            default ->
                new UpstreamException(
                        status >= 500 ? "airflow_server_error" : "airflow_refused",
                        "Airflow at " + options.baseUrl() + " answered " + status + " for " + named(path)
                                + (status >= 500 ? ", also when asked again. Its log says why." : ".") + said);
        };
    }

    private String unauthorized() {
        String what = "401 Unauthorized: Airflow at " + options.baseUrl() + " does not accept who asks. ";
        return what
                + switch (options.authMode()) {
                    case NONE ->
                        "Say how to authenticate: --auth-mode bearer_env with a token in " + options.tokenEnv()
                                + ", or basic_env with " + options.usernameEnv() + " and " + options.passwordEnv()
                                + ".";
                    case BEARER_ENV -> "Verify that " + options.tokenEnv() + " is set and valid.";
                    case BASIC_ENV ->
                        "Verify that " + options.usernameEnv() + " and " + options.passwordEnv()
                                + " are set and valid, and that Airflow allows basic authentication.";
                };
    }

    private String who() {
        return switch (options.authMode()) {
            case NONE -> "an anonymous caller";
            case BEARER_ENV -> "the owner of the token in " + options.tokenEnv();
            case BASIC_ENV -> "the user in " + options.usernameEnv();
        };
    }

    /** The path as it was asked for, without ids that come from the instance. */
    private static String named(List<String> path) {
        return "/" + String.join("/", path.size() <= 3 ? path : path.subList(0, 3)) + (path.size() <= 3 ? "" : "/…");
    }

    private CatalogException redirect(String location) {
        String to = target(location);
        if (to.contains("/login")) {
            return new UpstreamException(
                    "airflow_unauthorized", unauthorized() + " It sends us to its login page, " + to + ".");
        }
        return new UpstreamException(
                "airflow_redirect",
                "Airflow at " + options.baseUrl() + " sends us elsewhere, to " + to
                        + ". No redirect to another host, port or scheme is followed; if it is right, say it as the"
                        + " base URL.");
    }

    /** Where a redirect leads, without what could be a secret. */
    private String target(String location) {
        try {
            URI uri = URI.create(location);
            if (uri.getHost() == null) {
                return uri.getRawPath() == null
                        ? "an address that is not understood"
                        : Excerpt.clean(uri.getRawPath(), credentials);
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return Excerpt.clean(uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath(), credentials);
        } catch (IllegalArgumentException e) {
            return "an address that is not understood";
        }
    }

    /** What an error of the connection means. */
    CatalogException of(IOException e) {
        String seconds = options.timeout().toMillis() / 1000.0 + " s";
        return switch (e) {
            case TooLargeException _ -> tooLarge();
            case ConnectTimeoutException _ ->
                new UpstreamException(
                        "airflow_timeout",
                        "Connection timeout: nothing answers at " + options.baseUrl() + " within " + seconds
                                + ". Check that the server can reach it, or raise --timeout (timeout).",
                        e);
            case SocketTimeoutException _ ->
                new UpstreamException(
                        "airflow_timeout",
                        "Connection timeout: Airflow at " + options.baseUrl() + " did not answer in full within "
                                + seconds
                                + ". Raise --timeout (timeout), or ask for less at once by --page-limit (page_limit).",
                        e);
            case UnknownHostException _ ->
                new UpstreamException(
                        "airflow_unknown_host",
                        "There is no host named " + options.baseUrl().getHost() + ", as the server sees it.",
                        e);
            case HttpHostConnectException _ ->
                new UpstreamException(
                        "airflow_unreachable", "Nothing listens at " + options.baseUrl() + ". Is Airflow running?", e);
            case SSLException tls ->
                new UpstreamException(
                        "airflow_tls",
                        "The certificate or the encryption of " + options.baseUrl() + " is not accepted: "
                                + Excerpt.clean(String.valueOf(tls.getMessage()), credentials)
                                + ". An authority of your own is named by --ca-file (ca_pem).",
                        e);
            default ->
                new UpstreamException(
                        "airflow_connection_broke",
                        "The connection to Airflow at " + options.baseUrl() + " broke, also when asked again: "
                                + Excerpt.clean(String.valueOf(e.getMessage()), credentials) + ".",
                        e);
        };
    }

    CatalogException tooLarge() {
        return new UpstreamException(
                "airflow_answer_too_large",
                "An answer of Airflow at " + options.baseUrl() + " is larger or deeper than is taken ("
                        + AirflowHttp.LARGEST / (1024 * 1024)
                        + " MiB). Ask for less at once by --page-limit (page_limit).");
    }

    CatalogException notJson(List<String> path) {
        return new UpstreamException(
                "airflow_invalid_answer",
                "What answers at " + options.baseUrl() + " for " + named(path)
                        + " is no JSON object, so that it is not Airflow's"
                        + " API or a login page stands before it. Check the base URL and --auth-mode.");
    }

    /** What to say when the answer has another shape than Airflow's. */
    CatalogException unexpected(List<String> path, String missing) {
        return new UpstreamException(
                "airflow_invalid_answer",
                "The answer of " + options.baseUrl() + " for " + named(path) + " has no '" + missing
                        + "', so that it is not Airflow's API of this version.");
    }
}
