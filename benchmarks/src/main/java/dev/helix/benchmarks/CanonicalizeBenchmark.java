/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.benchmarks;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Message;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.core.projection.Canonicalizer;
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
 * Compares the three passes of the canonicalizer with one plain pass over the list, which is the floor of a clean
 * history, and with a naive reference that copies the list for each pass.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
public class CanonicalizeBenchmark {
    private final NaiveReference naive = new NaiveReference();

    /** Messages in the history. */
    @Param({"10", "100", "1000", "10000", "100000"})
    int messages;

    private List<Message> clean;
    private List<Message> dirty;

    /** Generates the histories. */
    @Setup
    public void generate() {
        clean = GeneratedHistories.clean(messages);
        dirty = GeneratedHistories.dirty(messages);
    }

    /** {@return the clean history, canonicalized: itself} */
    @Benchmark
    public List<Message> clean() {
        List<Message> canonical = Canonicalizer.standard().canonicalize(clean);
        if (canonical != clean) {
            throw new IllegalStateException("a clean history was copied");
        }
        return canonical;
    }

    /** {@return the number of parts in the clean history, counted in one pass} */
    @Benchmark
    public int plainPass() {
        int parts = 0;
        for (int i = 0; i < clean.size(); i++) {
            parts += parts(clean.get(i));
        }
        return parts;
    }

    private static int parts(Message message) {
        if (message instanceof UserMessage user) {
            return user.content().size();
        }
        if (message instanceof ToolMessage result) {
            return result.content().size();
        }
        return message instanceof AssistantMessage assistant
                ? assistant.content().size()
                : 1;
    }

    /** {@return the dirty history, canonicalized} */
    @Benchmark
    public List<Message> dirty() {
        return Canonicalizer.standard().canonicalize(dirty);
    }

    /** {@return the clean history, canonicalized by the reference} */
    @Benchmark
    public List<Message> cleanNaive() {
        return naive.canonicalize(clean);
    }

    /** {@return the dirty history, canonicalized by the reference} */
    @Benchmark
    public List<Message> dirtyNaive() {
        return naive.canonicalize(dirty);
    }
}
