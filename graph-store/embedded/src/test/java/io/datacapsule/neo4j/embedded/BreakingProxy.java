package io.datacapsule.neo4j.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A way to a Bolt server that breaks when it is told to, as a network does. Unencrypted Bolt only. */
final class BreakingProxy implements AutoCloseable {

    /** When the connection breaks. */
    sealed interface Break {

        /** The next commit never reaches the server. */
        record BeforeCommit() implements Break {}

        /** The next commit reaches the server, which is left alone with it at once. */
        record AfterCommit() implements Break {}

        /** The next commit reaches the server, whose answer gets lost. */
        record BeforeAnswer() implements Break {}

        /** After that many more bytes from the client. */
        record AfterBytes(int count) implements Break {}
    }

    /** A commit in Bolt: a chunk of two bytes, a structure without fields of the type 0x12. */
    private static final byte[] COMMIT = {0, 2, (byte) 0xB0, 0x12, 0, 0};

    private final ServerSocket server;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Break> next = new AtomicReference<>();

    BreakingProxy(URI target) throws IOException {
        this.target = target.getPort();
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI uri() {
        return URI.create("bolt://127.0.0.1:" + server.getLocalPort());
    }

    /** Breaks once, on whichever connection meets the condition first; all connections go with it. */
    void breakAt(Break when) {
        next.set(when);
    }

    /** Does not break any more. */
    void mend() {
        next.set(null);
    }

    /** Whether it broke since it was told to. */
    boolean broke() {
        return next.get() == null;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Link link = new Link(server.accept(), new Socket(InetAddress.getLoopbackAddress(), target));
                links.add(link);
                Thread.ofVirtual().start(link::forward);
                Thread.ofVirtual().start(link::back);
            } catch (IOException e) {
                // closed, or the server is away: whoever connects next tries again
            }
        }
    }

    private void drop() {
        links.forEach(Link::close);
        links.clear();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        drop();
    }

    /** One client and its connection to the server. */
    private final class Link {

        private final Socket client;
        private final Socket target;
        private int matched;
        private volatile boolean answerIsLost;

        Link(Socket client, Socket target) throws IOException {
            this.client = client;
            this.target = target;
            client.setTcpNoDelay(true);
            target.setTcpNoDelay(true);
        }

        void forward() {
            try {
                InputStream in = client.getInputStream();
                OutputStream out = target.getOutputStream();
                byte[] bytes = new byte[8192];
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    for (int i = 0; i < read; i++) {
                        forward(bytes[i], out, i + 1 == read);
                    }
                }
            } catch (IOException e) {
                // the other direction ends too
            }
            close();
        }

        private void forward(byte one, OutputStream out, boolean last) throws IOException {
            matched = one == COMMIT[matched] ? matched + 1 : one == COMMIT[0] ? 1 : 0;
            boolean commit = matched == COMMIT.length;
            matched = commit ? 0 : matched;
            Break when = next.get();
            switch (when) {
                case Break.BeforeCommit _ when commit -> breakNow();
                case Break.AfterCommit _
                when commit -> {
                    out.write(one);
                    breakNow();
                }
                case Break.BeforeAnswer _
                when commit -> {
                    answerIsLost = true;
                    out.write(one);
                }
                case Break.AfterBytes(int count) when count <= 0 -> breakNow();
                case Break.AfterBytes(int count) -> {
                    next.compareAndSet(when, new Break.AfterBytes(count - 1));
                    out.write(one);
                }
                case null, default -> out.write(one);
            }
            if (last) {
                out.flush();
            }
        }

        private void breakNow() throws IOException {
            next.set(null);
            drop();
            throw new IOException("broken, as wanted");
        }

        void back() {
            try {
                InputStream in = target.getInputStream();
                OutputStream out = client.getOutputStream();
                byte[] bytes = new byte[8192];
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    if (answerIsLost) {
                        breakNow();
                    }
                    out.write(bytes, 0, read);
                }
            } catch (IOException e) {
                // the other direction ends too
            }
            close();
        }

        void close() {
            links.remove(this);
            try (client;
                    target) {
                // both are closed
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
