package io.datacapsule.neo4j;

import io.datacapsule.model.ForbiddenException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.neo4j.driver.Value;
import org.neo4j.driver.summary.Plan;
import org.neo4j.driver.summary.QueryType;
import org.neo4j.driver.summary.ResultSummary;

/** Looks at how the database would run a query and refuses what does more than read the graph. */
final class PlanCheck {

    private static final Set<String> REFUSED = Set.of(
            "LoadCSV",
            "TransactionForeach",
            "TransactionApply",
            "AdministrationCommand",
            "RunQueryAt",
            "RemoteBatchProperties");
    private static final Set<String> SHOWN =
            Set.of("ShowIndexes", "ShowConstraints", "ShowFunctions", "ShowProcedures");
    private static final List<String> PROCEDURES = List.of(
            "db.labels(",
            "db.relationshipTypes(",
            "db.propertyKeys(",
            "db.schema.",
            "db.index.fulltext.query",
            "db.index.vector.query");
    private static final Pattern CALLS_OUT = Pattern.compile("\\b(genai|ai|apoc)\\.[\\w.]+\\(");

    private PlanCheck() {}

    /** Throws unless the explained query only reads. */
    static void requireReading(ResultSummary explained) {
        if (explained.queryType() != QueryType.READ_ONLY) {
            throw new ForbiddenException("query_not_allowed", "Only queries that read the graph are allowed.");
        }
        explained.queryPlan().ifPresent(PlanCheck::check);
    }

    private static void check(Plan plan) {
        String operator = plan.operatorType().split("@", 2)[0];
        Value argument = plan.arguments().get("Details");
        String details = argument == null || argument.isNull() ? "" : String.valueOf(argument.asObject());
        if (REFUSED.contains(operator)
                || operator.startsWith("Terminate")
                || (operator.startsWith("Show") && !SHOWN.contains(operator))) {
            throw refused("'" + operator + "'");
        }
        if (operator.contains("ProcedureCall") && PROCEDURES.stream().noneMatch(details::startsWith)) {
            throw refused("the procedure " + details.split("\\(", 2)[0]);
        }
        if (CALLS_OUT.matcher(details).find()) {
            throw refused("a function that calls out");
        }
        plan.children().forEach(PlanCheck::check);
    }

    private static ForbiddenException refused(String what) {
        return new ForbiddenException(
                "query_not_allowed",
                "The query uses " + what + ", which is not allowed here: only reading the graph is.");
    }
}
