package io.datacapsule.api.config;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All variables that anybody reads, and those that somebody may expect: the reference, and who is known. Pure. */
final class ConfigurationReference {

    /** A group of variables with its heading. */
    private record Group(String heading, List<Variable> variables) {}

    private static final List<Group> SERVER = List.of(
            new Group("Server", ServerSettings.VARIABLES),
            new Group(
                    "Who may call, and how often",
                    joined(joined(SecuritySettings.VARIABLES, AuditSettings.VARIABLES), RateLimitSettings.VARIABLES)),
            new Group(
                    "Databases",
                    joined(joined(StoreSettings.VARIABLES, ReplicaSettings.VARIABLES), ReportingSettings.VARIABLES)),
            new Group("Redis and cache", joined(List.of(RedisUrl.SHARED), CacheSettings.VARIABLES)),
            new Group("Ingestion", joined(IngestSettings.VARIABLES, EgressSettings.VARIABLES)),
            new Group(
                    "Metrics, traces and log",
                    joined(joined(MetricsSettings.VARIABLES, TracingSettings.VARIABLES), LogSettings.VARIABLES)));

    private static final Group COMMANDS = new Group(
            "Commands and launcher",
            List.of(
                    text("DAB_URL", "the local one", "a URL such as http://host:8000", "server that commands talk to"),
                    text(
                            "DAB_API_KEY",
                            "for the local server `$DAB_HOME/api-key`, made on its first start",
                            "a key",
                            "key that commands show"),
                    text(
                            "DAB_JAVA_HOME",
                            "found",
                            "a folder",
                            "the JDK to use, before `JAVA_HOME`, `PATH` and the usual folders"),
                    text("DAB_JAVA_OPTIONS", "none", "arguments such as -Xmx8g", "arguments for the server's JVM"),
                    text(
                            "DAB_REMOTE_ONLY",
                            "not set",
                            "any text",
                            "set: build and start the server without the embedded graph engine; needs `NEO4J_URI`"),
                    text("DAB_DEBUG", "not set", "any text", "set: commands that fail unexpectedly print where"),
                    text("NO_COLOR", "not set", "any text", "set: no colours or bold print")));

    /** For tests, measurements and the image; not for operators. */
    private static final Set<String> INTERNAL =
            Set.of("DAB_INSTALLATION", "DAB_LOAD_DIR", "DAB_SYSTEM_ROOT", "DAB_TEST_SERVICES");

    private ConfigurationReference() {}

    private static Variable text(String name, String otherwise, String takes, String meaning) {
        return new Variable.Text(name, otherwise, takes, meaning);
    }

    private static List<Variable> joined(List<Variable> one, List<Variable> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** The variables that the server reads. */
    static List<Variable> ofServer() {
        return SERVER.stream().flatMap(group -> group.variables.stream()).toList();
    }

    /** The names of all that anybody reads. */
    static Set<String> known() {
        return Stream.of(ofServer().stream(), COMMANDS.variables.stream())
                .flatMap(variables -> variables)
                .map(Variable::name)
                .collect(Collectors.toCollection(() -> new TreeSet<>(INTERNAL)));
    }

    /** The reference as Markdown. */
    static String markdown() {
        StringBuilder page = new StringBuilder();
        Stream.concat(SERVER.stream(), Stream.of(COMMANDS)).forEach(group -> {
            page.append("**").append(group.heading).append("**\n\n");
            page.append("| Variable | Meaning | Takes | Default |\n|---|---|---|---|\n");
            group.variables.forEach(variable -> page.append("| `%s` | %s | %s | %s |\n"
                    .formatted(variable.name(), variable.meaning(), variable.takes(), variable.otherwise())));
            page.append("\n");
        });
        return page.toString();
    }
}
