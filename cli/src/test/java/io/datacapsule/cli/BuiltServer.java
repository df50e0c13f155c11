package io.datacapsule.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Lays the stand-ins of the server's programs out as the build does with the real ones. */
final class BuiltServer {

    private static final String[] CLASSES = {
        "io/datacapsule/api/Server",
        "io/datacapsule/api/DatabaseCommand",
        "io/datacapsule/api/Rehearsal",
        "io/datacapsule/api/BackupCheck"
    };

    private BuiltServer() {}

    /** Makes the layout and gives its folder. */
    static Path in(Path folder) throws IOException {
        Path server = folder.resolve("server");
        Files.createDirectories(server.resolve("lib"));
        Files.writeString(server.resolve("jvm.args"), "-XX:TieredStopAtLevel=1\n");
        try (OutputStream out = Files.newOutputStream(server.resolve("lib/server.jar"));
                JarOutputStream jar = new JarOutputStream(out)) {
            for (String name : CLASSES) {
                jar.putNextEntry(new JarEntry(name + ".class"));
                try (InputStream in = BuiltServer.class.getResourceAsStream("/" + name + ".class")) {
                    in.transferTo(jar);
                }
            }
        }
        return server;
    }

    /** A port that nothing listens on. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
