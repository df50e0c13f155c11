package io.datacapsule.jdbc.embedded;

import io.datacapsule.model.InternalFailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds, by trying, an account that can run the server's programs, and a place for them that it can get to. */
final class AccountChoice {

    private AccountChoice() {}

    /** The programs, ready to be run on {@code cluster}, which then belongs to their account. */
    static Programs forCluster(Layout layout, Path cluster) {
        List<String> refusals = new ArrayList<>();
        try {
            for (Account account : Account.candidates(layout.home())) {
                if (owns(account, cluster, refusals)) {
                    for (Path place : places(account, layout)) {
                        Programs programs = new Programs(account, Binaries.install(place), layout);
                        Programs.Outcome outcome = programs.probe(cluster);
                        if (outcome.ok()) {
                            return programs;
                        }
                        refusals.add(account.way() + ": " + outcome.output().strip());
                    }
                }
            }
        } catch (IOException e) {
            throw StartFailure.of("The embedded PostgreSQL cannot be prepared in " + layout.home(), e);
        }
        if (refusals.size() == 1) {
            throw StartFailure.of("PostgreSQL cannot be run in " + cluster, refusals.getFirst(), layout);
        }
        throw new InternalFailureException(
                "embedded_database_unsupported",
                "PostgreSQL refuses to run as root, and no way to another account works here ("
                        + String.join("; ", refusals)
                        + "). Start this program as an ordinary user, or set DATABASE_URL to a PostgreSQL of yours.");
    }

    private static boolean owns(Account account, Path cluster, List<String> refusals) {
        try {
            if (account.owner() != null) {
                Trees.own(cluster, account.owner());
            }
            return true;
        } catch (IOException e) {
            refusals.add(account.way() + ": " + cluster + " cannot be given to that account");
            return false;
        }
    }

    private static List<Path> places(Account account, Layout layout) throws IOException {
        if (account.prefix().isEmpty() || account.reaches(layout.binaries())) {
            return List.of(layout.binaries());
        }
        List<Path> places = new ArrayList<>();
        for (Path place : List.of(
                Path.of("/var/lib/dab"),
                Path.of("/usr/local/lib/dab"),
                Path.of(System.getProperty("java.io.tmpdir"), "dab-runtime"))) {
            if (account.reaches(place) && onlyOurs(place)) {
                places.add(place);
            }
        }
        return places;
    }

    /** Outside of our folders, programs are only run from a place that nobody else can have written to. */
    private static boolean onlyOurs(Path place) {
        try {
            Binaries.makeFolder(place);
            int mode = (Integer) Files.getAttribute(place, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            int owner = (Integer) Files.getAttribute(place, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            return Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS) && owner == 0 && (mode & 0022) == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
