/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.benchmarks;

import dev.helix.api.message.Message;
import dev.helix.core.projection.Canonicalizer;
import dev.helix.core.projection.HistoryProjector;
import dev.helix.core.projection.ProjectedHistory;
import dev.helix.core.projection.TargetProfiles;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Compares the projection of a history with a naive reference that copies the list for each pass and looks for each
 * result from the start.
 *
 * <p>The reference does less: it knows one target, reports nothing, and handles only the damage that these histories
 * have. Its time grows with the square of the length, so its longest histories are slow to measure.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
public class ProjectBenchmark {
    private final NaiveReference naive = new NaiveReference();
    private final HistoryProjector projector =
            HistoryProjector.of(TargetProfiles.anthropicMessages(GeneratedHistories.ORIGIN));

    /** Messages in the history. */
    @Param({"10", "100", "1000", "10000", "100000"})
    int messages;

    /** Whether each turn of the history is damaged. */
    @Param({"false", "true"})
    boolean dirty;

    private List<Message> history;

    /** Generates the history. */
    @Setup
    public void generate() {
        history = dirty ? GeneratedHistories.dirty(messages) : GeneratedHistories.clean(messages);
    }

    /** {@return the raw history, projected, as every call of a model does it} */
    @Benchmark
    public ProjectedHistory project() {
        return projector.project(history, List.of());
    }

    /** {@return the history, canonicalized and then projected} */
    @Benchmark
    public ProjectedHistory canonicalizeAndProject() {
        return projector.project(Canonicalizer.standard().canonicalize(history), List.of());
    }

    /** {@return the history, canonicalized and then projected by the reference} */
    @Benchmark
    public List<Message> canonicalizeAndProjectNaive() {
        return naive.project(naive.canonicalize(history));
    }
}
