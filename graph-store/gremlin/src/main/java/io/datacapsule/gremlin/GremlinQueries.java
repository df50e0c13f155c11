package io.datacapsule.gremlin;

import io.datacapsule.graph.GraphAnswer;
import io.datacapsule.graph.GraphQueries;
import io.datacapsule.graph.GraphQueryLimits;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.CatalogException;
import io.datacapsule.model.ForbiddenException;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.relocated.antlr.v4.runtime.tree.ParseTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.tinkerpop.gremlin.language.grammar.GremlinAntlrToJava;
import org.apache.tinkerpop.gremlin.language.grammar.GremlinParser;
import org.apache.tinkerpop.gremlin.language.grammar.GremlinParserException;
import org.apache.tinkerpop.gremlin.language.grammar.GremlinQueryParser;
import org.apache.tinkerpop.gremlin.language.grammar.VariableResolver;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.util.TraversalInterruptedException;
import org.jspecify.annotations.Nullable;

/**
 * Questions in Gremlin text to the snapshot in memory: one traversal that begins with {@code g}. Text cannot hold code, and
 * steps that write, load or call out are refused. Each row of the answer has one value, in the column {@code result}.
 */
public final class GremlinQueries implements GraphQueries {

    private static final List<String> COLUMNS = List.of("result");

    private final Supplier<GraphSnapshot> snapshots;

    /** Questions to what {@code snapshots} gives at the time of each. */
    public GremlinQueries(Supplier<GraphSnapshot> snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public GraphAnswer ask(String query, Map<String, Object> parameters, GraphQueryLimits limits) {
        Traversal.Admin<?, ?> traversal = parse(query, parameters);
        TraversalCheck.requireReading(traversal);
        return new Run(traversal, limits).answer();
    }

    private Traversal.Admin<?, ?> parse(String query, Map<String, Object> parameters) {
        SnapshotGraph graph = new SnapshotGraph(snapshots.get());
        var visitor = new QuietVisitor(graph.traversal(), new VariableResolver.DirectVariableResolver(parameters));
        Object parsed;
        try {
            parsed = GremlinQueryParser.parse(query, visitor);
        } catch (ForbiddenException e) {
            throw e;
        } catch (GremlinParserException e) {
            throw new InvalidInputException("invalid_query", String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw new InvalidInputException("invalid_query", "The query cannot be understood: " + e.getMessage(), e);
        }
        if (parsed instanceof Traversal<?, ?> traversal) {
            return traversal.asAdmin();
        }
        throw new InvalidInputException(
                "invalid_query", "The query must be one traversal that begins with 'g', such as g.V().limit(5).");
    }

    /** Makes a traversal of text and leaves out a last step that would run it at once, such as {@code toList()}. */
    private static final class QuietVisitor extends GremlinAntlrToJava {

        QuietVisitor(GraphTraversalSource source, VariableResolver<?> variables) {
            super(source, variables);
        }

        @Override
        public Object visitQuery(GremlinParser.QueryContext query) {
            refuseRegularExpressions(query);
            if (query.getChildCount() > 1 && query.getChild(0) instanceof GremlinParser.RootTraversalContext) {
                query.children = query.children.subList(0, 1);
            }
            return super.visitQuery(query);
        }
    }

    /** Nothing stops the matching of one that takes for ever. */
    private static void refuseRegularExpressions(ParseTree tree) {
        if (tree instanceof GremlinParser.TraversalPredicate_regexContext
                || tree instanceof GremlinParser.TraversalPredicate_notRegexContext) {
            throw new ForbiddenException(
                    "query_not_allowed",
                    "The query uses a regular expression, which is not allowed here: one can keep a processor busy for"
                            + " ever. Use TextP.containing, TextP.startingWith or TextP.endingWith.");
        }
        for (int i = 0; i < tree.getChildCount(); i++) {
            refuseRegularExpressions(tree.getChild(i));
        }
    }

    /** One traversal on a thread of its own, so that it can be stopped. */
    private static final class Run {

        private final Traversal.Admin<?, ?> traversal;
        private final GraphQueryLimits limits;
        private final List<List<@Nullable Object>> rows = new ArrayList<>();

        Run(Traversal.Admin<?, ?> traversal, GraphQueryLimits limits) {
            this.traversal = traversal;
            this.limits = limits;
        }

        GraphAnswer answer() {
            FutureTask<Optional<String>> walk = new FutureTask<>(this::walk);
            Thread thread = Thread.ofPlatform().daemon().name("gremlin-query").start(walk);
            try {
                return new GraphAnswer(COLUMNS, rows, walk.get(limits.time().toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                thread.interrupt();
                synchronized (rows) {
                    return new GraphAnswer(
                            COLUMNS, rows, Optional.of("the query took longer than " + seconds(limits.time()) + " s"));
                }
            } catch (InterruptedException e) {
                thread.interrupt();
                Thread.currentThread().interrupt();
                return new GraphAnswer(COLUMNS, List.of(), Optional.of("the query was stopped"));
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            }
        }

        /** Adds rows until there are no more or a limit is reached, which is answered. */
        private Optional<String> walk() {
            GremlinValues values = new GremlinValues();
            while (traversal.hasNext()) {
                if (rows.size() == limits.rows()) {
                    return Optional.of("there are more than " + limits.rows() + " rows");
                }
                List<@Nullable Object> row = new ArrayList<>();
                row.add(values.of(traversal.next()));
                if (values.bytes() > limits.bytes()) {
                    return Optional.of("the answer is larger than " + limits.bytes() + " bytes");
                }
                synchronized (rows) {
                    if (Thread.interrupted()) {
                        throw new TraversalInterruptedException();
                    }
                    rows.add(row);
                }
            }
            return Optional.empty();
        }

        private static RuntimeException failure(@Nullable Throwable cause) {
            if (cause instanceof CatalogException known) {
                return known;
            }
            if (cause instanceof RuntimeException unexpected) {
                return new InvalidInputException(
                        "invalid_query", "The query cannot be answered: " + unexpected.getMessage(), unexpected);
            }
            throw new IllegalStateException(cause);
        }

        private static String seconds(Duration time) {
            return time.toMillis() % 1000 == 0
                    ? String.valueOf(time.toSeconds())
                    : String.valueOf(time.toMillis() / 1e3);
        }
    }
}
