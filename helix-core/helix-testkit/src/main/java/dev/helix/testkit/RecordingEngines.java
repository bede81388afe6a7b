/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import static java.util.Objects.requireNonNull;

import dev.helix.api.message.Origin;
import dev.helix.api.model.EngineEndpoint;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.projection.TargetProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A factory that records what the engines of another factory answer. Thread-safe; every method that configures returns
 * a changed copy with an empty recording.
 *
 * <ul>
 *   <li>{@code description}: empty
 *   <li>{@code with}: no names
 *   <li>{@code ignoring}: nothing
 *   <li>{@code writingTo}: no file, the recording is kept in memory
 * </ul>
 *
 * <pre>{@code
 * RecordingEngines recorder = RecordingEngines.of(AnthropicEngines.create()).writingTo(Path.of("fix.cassette.json"));
 * }</pre>
 *
 * <p>In place of session ids, worktrees, absolute paths, hashes and times the cassette holds placeholders, so that it
 * plays in another session, home and repository. Failed calls are not recorded; opaque blocks, signatures and pictures
 * of replies are left out. A cassette holds all messages and replies as plain text: it is as confidential as the
 * conversation.
 */
public final class RecordingEngines implements EngineFactory {
    private final EngineFactory inner;
    private final String description;
    private final Map<String, String> named;
    private final List<Pattern> ignored;
    private final Optional<Path> file;
    private final RecordedConversations recorded;

    private RecordingEngines(
            EngineFactory inner,
            String description,
            Map<String, String> named,
            List<Pattern> ignored,
            Optional<Path> file) {
        this.inner = requireNonNull(inner, "inner");
        this.description = requireNonNull(description, "description");
        this.named = named;
        this.ignored = ignored;
        this.file = file;
        this.recorded = new RecordedConversations(description, ignored, file);
    }

    /**
     * Records the engines of a factory.
     *
     * @param inner who really answers; closed with this one
     */
    public static RecordingEngines of(EngineFactory inner) {
        return new RecordingEngines(inner, "", Map.of(), List.of(), Optional.empty());
    }

    /** {@return a copy that describes the cassette in one line} */
    public RecordingEngines description(String text) {
        return new RecordingEngines(inner, requireNonNull(text, "text"), named, ignored, file);
    }

    /**
     * Names a value that will be another one when the cassette is played; name it there with
     * {@link ReplayEngines#with}. Sessions, worktrees, paths, hashes and times are found without help.
     *
     * @param name a letter followed by letters, digits, underscores or hyphens
     * @param value not empty
     * @return a changed copy
     * @throws IllegalArgumentException if the name has another form, or the value is empty
     */
    public RecordingEngines with(String name, String value) {
        return new RecordingEngines(inner, description, RunValues.named(named, name, value), ignored, file);
    }

    /**
     * Lets what a pattern matches count as equal; the cassette keeps the pattern.
     *
     * @param pattern matched against messages that hold their placeholders already
     * @return a changed copy
     */
    public RecordingEngines ignoring(Pattern pattern) {
        List<Pattern> more = new ArrayList<>(ignored);
        more.add(requireNonNull(pattern, "pattern"));
        return new RecordingEngines(inner, description, named, List.copyOf(more), file);
    }

    /** {@return a copy that saves the cassette in a file after each reply; only its owner can read it} */
    public RecordingEngines writingTo(Path cassette) {
        return new RecordingEngines(
                inner, description, named, ignored, Optional.of(requireNonNull(cassette, "cassette")));
    }

    /** {@return what was recorded so far, possibly without conversations} */
    public Cassette cassette() {
        return Cassette.parse(recorded.json());
    }

    @Override
    public String provider() {
        return inner.provider();
    }

    @Override
    public String vendor() {
        return inner.vendor();
    }

    /**
     * Opens an engine of the other factory and listens to it. Where the file cannot be written, the call fails with a
     * {@link CassetteUnusableException}.
     */
    @Override
    public ModelEngine open(EngineTarget target) {
        ModelEngine engine = inner.open(requireNonNull(target, "target"));
        Optional<String> session = Optional.of(target.caller().session().value());
        return new ModelEngine() {
            @Override
            public Origin origin() {
                return engine.origin();
            }

            @Override
            public EngineEndpoint endpoint() {
                return engine.endpoint();
            }

            @Override
            public TargetProfile profile(ModelRequest request) {
                return engine.profile(request);
            }

            @Override
            public ModelReply generate(ModelRequest request, ModelListener listener) throws InterruptedException {
                ModelReply reply = engine.generate(request, listener);
                recorded.add(request, new RunValues(named, session, ignored), reply);
                return reply;
            }
        };
    }

    @Override
    public void close() {
        inner.close();
    }
}
