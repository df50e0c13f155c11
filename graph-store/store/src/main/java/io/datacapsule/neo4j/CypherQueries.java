package io.datacapsule.neo4j;

import io.datacapsule.graph.GraphAnswer;
import io.datacapsule.graph.GraphQueries;
import io.datacapsule.graph.GraphQueryLimits;
import io.datacapsule.model.ForbiddenException;
import io.datacapsule.model.InvalidInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * Questions in Cypher to the store itself. They run in transactions that may not write, after the database explained what it
 * would do.
 */
final class CypherQueries implements GraphQueries {

    private static final String EXPLAIN = "EXPLAIN ";
    private static final Pattern POSITION =
            Pattern.compile("\\(line (\\d+), column (\\d+) \\(offset: \\d+\\)\\).*", Pattern.DOTALL);

    private final Neo4jSession session;
    private final WriteBehind behind;
    private final Duration patience;

    /** Queries that wait so long for what was committed and is still being written. */
    CypherQueries(Neo4jSession session, WriteBehind behind, Duration patience) {
        this.session = session;
        this.behind = behind;
        this.patience = patience;
    }

    @Override
    public GraphAnswer ask(String query, Map<String, Object> parameters, GraphQueryLimits limits) {
        RegularExpressions.refuse(query);
        behind.lookElsewhere();
        behind.awaitWritten(patience);
        try (Session reading = session.driver().session(session.readOnly())) {
            explain(reading, query, parameters);
            return run(reading, query, parameters, limits);
        } catch (Neo4jException e) {
            throw translate(e);
        }
    }

    private static void explain(Session reading, String query, Map<String, Object> parameters) {
        try (Transaction transaction = reading.beginTransaction(limitedTo(Duration.ofSeconds(10)))) {
            PlanCheck.requireReading(
                    transaction.run(EXPLAIN + query, parameters).consume());
        }
    }

    private GraphAnswer run(Session reading, String query, Map<String, Object> parameters, GraphQueryLimits limits) {
        List<String> columns = List.of();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Transaction transaction = reading.beginTransaction(limitedTo(limits.time()))) {
            Result result = transaction.run(query, parameters);
            columns = result.keys();
            PlainValues values = new PlainValues();
            while (result.hasNext()) {
                if (rows.size() == limits.rows()) {
                    return cut(columns, rows, "there are more than " + limits.rows() + " rows");
                }
                List<@Nullable Object> row = new ArrayList<>();
                result.next().values().forEach(value -> row.add(values.of(value.asObject())));
                if (values.bytes() > limits.bytes()) {
                    return cut(columns, rows, "the answer is larger than " + limits.bytes() + " bytes");
                }
                rows.add(row);
            }
            return new GraphAnswer(columns, rows, Optional.empty());
        } catch (Neo4jException e) {
            if (isTimeout(e)) {
                return cut(columns, rows, "the query took longer than " + seconds(limits.time()) + " s");
            }
            throw e;
        }
    }

    private static GraphAnswer cut(List<String> columns, List<List<@Nullable Object>> rows, String limit) {
        return new GraphAnswer(columns, rows, Optional.of(limit));
    }

    private static TransactionConfig limitedTo(Duration time) {
        return TransactionConfig.builder().withTimeout(time).build();
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? String.valueOf(time.toSeconds()) : String.valueOf(time.toMillis() / 1e3);
    }

    private static boolean isTimeout(Neo4jException e) {
        return String.valueOf(e.code()).contains("TransactionTimedOut");
    }

    private RuntimeException translate(Neo4jException e) {
        String code = String.valueOf(e.code());
        if (code.contains("AccessMode") || code.contains("Security.Forbidden")) {
            return new ForbiddenException("query_not_allowed", "Only queries that read the graph are allowed.", e);
        }
        if (code.startsWith("Neo.ClientError.Statement") || code.startsWith("Neo.ClientError.Procedure")) {
            return new InvalidInputException("invalid_query", located(e), e);
        }
        if (code.contains("MemoryPoolOutOfMemory") || code.contains("TransactionOutOfMemory")) {
            return new InvalidInputException("query_too_large", "The query needs more memory than it may take.", e);
        }
        return session.failures().translate(e);
    }

    /** The message with the position in the query as it was asked, without the word that was put in front of it. */
    private static String located(Neo4jException e) {
        String message = String.valueOf(e.getMessage());
        Matcher position = POSITION.matcher(message);
        if (!position.find()) {
            return message;
        }
        int line = Integer.parseInt(position.group(1));
        int column = Integer.parseInt(position.group(2));
        boolean shifted = line == 1 && message.contains('"' + EXPLAIN);
        return position.replaceFirst(
                "(line " + line + ", column " + (shifted ? Math.max(1, column - EXPLAIN.length()) : column) + ")");
    }
}
