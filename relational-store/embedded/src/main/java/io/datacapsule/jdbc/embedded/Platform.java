package io.datacapsule.jdbc.embedded;

import io.datacapsule.model.InternalFailureException;
import java.util.Locale;

/** The systems that binaries are brought along for. */
enum Platform {
    LINUX_AMD64("postgres-linux-x86_64.txz"),
    LINUX_ARM64("postgres-linux-arm_64.txz"),
    DARWIN_AMD64("postgres-darwin-x86_64.txz"),
    DARWIN_ARM64("postgres-darwin-arm_64.txz");

    private final String archive;

    Platform(String archive) {
        this.archive = archive;
    }

    /** Name of the archive on the class path. */
    String archive() {
        return archive;
    }

    /** The name used in folders, such as {@code linux-amd64}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The system we run on. */
    static Platform current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    /** The system of these values of {@code os.name} and {@code os.arch}. */
    static Platform of(String name, String architecture) {
        boolean arm = architecture.equals("aarch64") || architecture.equals("arm64");
        boolean intel = architecture.equals("amd64") || architecture.equals("x86_64");
        if (name.equals("Linux") && (arm || intel)) {
            return arm ? LINUX_ARM64 : LINUX_AMD64;
        }
        if (name.startsWith("Mac") && (arm || intel)) {
            return arm ? DARWIN_ARM64 : DARWIN_AMD64;
        }
        throw new InternalFailureException(
                "embedded_database_unsupported",
                "There is no embedded PostgreSQL for " + name + " on " + architecture
                        + ": set DATABASE_URL to a PostgreSQL of yours.");
    }
}
