/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.message.Origin;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * A factory that records what the engines of another factory answer. Thread-safe; every method that configures
 * returns a changed copy with an empty recording.
 *
 * <p>In place of session ids, commit hashes and named values the cassette holds placeholders, so that it can be played in
 * another session, directory and repository. Name there what was named here. Failed calls are not recorded. A cassette
 * holds the beginning of messages and all replies as plain text: it is as confidential as the conversation.
 */
public final class RecordingEngines implements EngineFactory {
    private final EngineFactory inner;
    private final String description;
    private final RunNames names;
    private final Optional<Path> file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Recording recording;

    private RecordingEngines(EngineFactory inner, String description, RunNames names, Optional<Path> file) {
        this.inner = inner;
        this.description = description;
        this.names = names;
        this.file = file;
        this.recording = new Recording(description, names);
    }

    /**
     * Records the engines of a factory.
     *
     * @param inner who really answers; closed with this one
     * @param description what the cassette is about
     * @return a factory of the same name
     */
    public static RecordingEngines of(EngineFactory inner, String description) {
        return new RecordingEngines(inner, description, new RunNames(Map.of(), Map.of()), Optional.empty());
    }

    /**
     * Names a path that will be another one when the cassette is played.
     *
     * @param name a letter followed by letters, digits, underscores or hyphens
     * @param path the path, taken as it is given
     * @return a changed copy
     * @throws InvalidRequestException if the name has another form
     */
    public RecordingEngines with(String name, Path path) {
        return with(name, path.toString());
    }

    /**
     * Names a value that will be another one when the cassette is played.
     *
     * @param name a letter followed by letters, digits, underscores or hyphens
     * @param value not empty
     * @return a changed copy
     * @throws InvalidRequestException if the name has another form, or the value is empty
     */
    public RecordingEngines with(String name, String value) {
        return new RecordingEngines(inner, description, names.with(name, value), file);
    }

    /**
     * Names a value that appears in the conversation itself.
     *
     * @param name a letter followed by letters, digits, underscores or hyphens
     * @param pattern has one group, the value; its first match counts
     * @return a changed copy
     * @throws InvalidRequestException if the name has another form, or the pattern another number of groups
     */
    public RecordingEngines capture(String name, Pattern pattern) {
        if (!RunNames.isName(name) || pattern.matcher("").groupCount() != 1) {
            throw new InvalidRequestException("'" + pattern + "' cannot be captured as '" + name + "': " + RunNames.RULE
                    + ", and the pattern has exactly one group");
        }
        return new RecordingEngines(inner, description, names.with(Map.of(name, pattern)), file);
    }

    /**
     * Keeps the cassette in a file that only its owner can read, written anew after each exchange.
     *
     * @param cassette the file, in an existing directory
     * @return a changed copy
     */
    public RecordingEngines writingTo(Path cassette) {
        return new RecordingEngines(inner, description, names, Optional.of(cassette));
    }

    /** {@return what was recorded so far, a cassette, possibly without exchanges} */
    public Cassette cassette() {
        lock.lock();
        try {
            return Cassette.parse(recording.json());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String provider() {
        return inner.provider();
    }

    @Override
    public ModelEngine open(EngineTarget target) {
        return new RecordingEngine(inner.open(target), target);
    }

    @Override
    public void close() {
        inner.close();
    }

    private void add(RequestKey asked, ModelReply reply) {
        lock.lock();
        try {
            recording.add(asked, reply);
            file.ifPresent(path -> CassetteFile.write(path, recording.json()));
        } finally {
            lock.unlock();
        }
    }

    /** An engine that passes everything on and listens. */
    private final class RecordingEngine implements ModelEngine {
        private final ModelEngine engine;
        private final EngineTarget target;

        private RecordingEngine(ModelEngine engine, EngineTarget target) {
            this.engine = engine;
            this.target = target;
        }

        @Override
        public Origin origin() {
            return engine.origin();
        }

        @Override
        public ModelReply generate(ModelRequest request, ModelListener listener) throws InterruptedException {
            ModelReply reply = engine.generate(request, listener);
            add(new RequestKey(request, target.caller().session(), names), reply);
            return reply;
        }
    }
}
