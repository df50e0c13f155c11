package io.datacapsule.api.tracing;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.springframework.util.FileSystemUtils;

/** Takes OTLP over HTTP and over gRPC at one port, keeps every byte, and decodes it as any collector would. */
public final class Collector implements AutoCloseable {

    private static final String GRPC = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private static final int PREFIX = 5;

    private final Tomcat tomcat = new Tomcat();
    private final Path folder;
    private final List<byte[]> received = new CopyOnWriteArrayList<>();

    private Collector(Path folder) {
        this.folder = folder;
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
        Context context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "http", new Receiver(false));
        Tomcat.addServlet(context, "grpc", new Receiver(true));
        context.addServletMappingDecoded("/v1/traces", "http");
        context.addServletMappingDecoded(GRPC, "grpc");
    }

    /** Listens at a free port of this machine. */
    public static Collector start() {
        try {
            Collector collector = new Collector(Files.createTempDirectory("dab-collector-"));
            collector.tomcat.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Receiver extends HttpServlet {

        private static final long serialVersionUID = 1;

        private final boolean grpc;

        private Receiver(boolean grpc) {
            this.grpc = grpc;
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] body = request.getInputStream().readAllBytes();
            if (grpc) {
                received.add(Arrays.copyOfRange(body, PREFIX, body.length));
                response.setContentType("application/grpc");
                response.setTrailerFields(() -> Map.of("grpc-status", "0"));
                response.getOutputStream().write(new byte[PREFIX]);
            } else {
                received.add(body);
                response.setContentType("application/x-protobuf");
            }
        }
    }

    /** Where it listens. */
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** All that came, as text in which every byte is a character. */
    public String bytes() {
        StringBuilder all = new StringBuilder();
        received.forEach(body -> all.append(new String(body, StandardCharsets.ISO_8859_1)));
        return all.toString();
    }

    /** What the spans say of the server. */
    public List<ResourceSpans> resources() {
        return received.stream()
                .flatMap(body -> decoded(body).getResourceSpansList().stream())
                .toList();
    }

    /** The spans that came, in that order. */
    public List<Span> spans() {
        return resources().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    private static ExportTraceServiceRequest decoded(byte[] body) {
        try {
            return ExportTraceServiceRequest.parseFrom(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first span like this, for which it waits. */
    public Span await(Predicate<Span> wanted) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            for (Span span : spans()) {
                if (wanted.test(span)) {
                    return span;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError(
                "It is not among " + spans().stream().map(Span::getName).toList());
    }

    /** An identifier as hexadecimal digits. */
    public static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    @Override
    public void close() throws LifecycleException, IOException {
        tomcat.stop();
        tomcat.destroy();
        FileSystemUtils.deleteRecursively(folder);
    }
}
