package io.datacapsule.api.airflow;

import io.datacapsule.api.config.Version;
import io.datacapsule.api.egress.EgressGuard;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Makes the client for one instance: no cookies, no proxy, few connections, all of them to where the guard lets them go. */
final class HttpClients {

    /** How many requests are under way at a time. */
    static final int AT_A_TIME = 8;

    private static final int MOST_REDIRECTS = 3;

    private HttpClients() {}

    static CloseableHttpClient of(AirflowOptions options, EgressGuard guard, Retries retries) {
        return HttpClientBuilder.create()
                .setConnectionManager(connections(options, guard))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.ofMinutes(10)) // waits for its turn
                        .setMaxRedirects(MOST_REDIRECTS)
                        .build())
                .setRetryStrategy(retries)
                .setRedirectStrategy(new SameHostRedirects())
                .addExecInterceptorAfter(
                        ChainElement.RETRY.name(),
                        "whole-answers",
                        new WholeAnswers(AirflowHttp.LARGEST, options.timeout()))
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("dab/" + Version.TEXT)
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(AirflowOptions options, EgressGuard guard) {
        Timeout timeout = Timeout.of(options.timeout());
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new GuardedResolver(guard, options.port()))
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(
                        options.authorities().map(Authorities::context).orElseGet(SSLContexts::createSystemDefault)))
                .setMaxConnTotal(AT_A_TIME)
                .setMaxConnPerRoute(AT_A_TIME)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout)
                        .setSocketTimeout(timeout)
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .build();
    }
}
