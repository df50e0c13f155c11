package io.datacapsule.jdbc.embedded;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to run the server's programs under an account that is not root, which PostgreSQL refuses.
 *
 * @param way    for messages
 * @param prefix what is put before the command
 * @param owner  who must own the cluster; null to leave that as it is
 * @param uid    number of the account as the file system sees it
 */
record Account(String way, List<String> prefix, @Nullable UserPrincipal owner, int uid) {

    /** The ways that are worth trying, best first, for a server whose data lies in {@code home}. */
    static List<Account> candidates(Path home) throws IOException {
        if (currentUid(home) != 0) {
            return List.of(new Account("as ourselves", List.of(), null, currentUid(home)));
        }
        List<Account> candidates = new ArrayList<>();
        int homeOwner = uid(home);
        // Started with sudo in somebody's home: the data stays theirs.
        UserPrincipal user = homeOwner == 0 ? lookup("nobody") : Files.getOwner(home);
        if (user != null) {
            int number = homeOwner == 0 ? uidOf(user, home) : homeOwner;
            String group = homeOwner == 0 ? nobodysGroup() : String.valueOf(gid(home));
            String name = user.getName();
            candidates.add(new Account(
                    "setpriv to " + name,
                    List.of("setpriv", "--reuid=" + number, "--regid=" + group, "--clear-groups", "--"),
                    user,
                    number));
            candidates.add(new Account("runuser to " + name, List.of("runuser", "-u", name, "--"), user, number));
            candidates.add(new Account(
                    "su to " + name,
                    List.of("su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", name, "--"),
                    user,
                    number));
        }
        candidates.add(new Account("unshare", List.of("unshare", "-U", "--"), lookup("root"), 0));
        return candidates;
    }

    /** Whether this account can get to {@code folder}, by the permissions of all folders above it. */
    boolean reaches(Path folder) throws IOException {
        for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
            int mode = Files.exists(at) ? (Integer) Files.getAttribute(at, "unix:mode") : 0755;
            boolean owned = Files.exists(at) && uid(at) == uid;
            if ((mode & (owned ? 0100 : 0001)) == 0) {
                return false;
            }
        }
        return true;
    }

    private static int currentUid(Path home) throws IOException {
        Path probe = Files.createTempFile(home, ".account-", "");
        try {
            return uid(probe);
        } finally {
            Files.delete(probe);
        }
    }

    private static int uid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    private static int gid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:gid");
    }

    private static int uidOf(UserPrincipal user, Path home) throws IOException {
        Path probe = Files.createTempFile(home, ".account-", "");
        try {
            Files.setOwner(probe, user);
            return (Integer) Files.getAttribute(probe, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        } finally {
            Files.delete(probe);
        }
    }

    private static @Nullable UserPrincipal lookup(String name) throws IOException {
        try {
            return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name);
        } catch (UserPrincipalNotFoundException e) {
            return null;
        }
    }

    private static String nobodysGroup() throws IOException {
        for (String name : List.of("nogroup", "nobody")) {
            try {
                FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByGroupName(name);
                return name;
            } catch (UserPrincipalNotFoundException e) {
                // The next name is tried.
            }
        }
        return "65534";
    }
}
