/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import dev.helix.api.CallContext;
import dev.helix.api.SessionId;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Secret;
import dev.helix.api.workspace.Isolation;
import dev.helix.core.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A directory with fake programs, each a shell script, and the engines that run them. */
final class CliFixture implements AutoCloseable {
    static final String KEY = "sk-very-secret-0815";

    final Path directory;
    final Path work;
    final ProcessRunner runner = new ProcessRunner();
    final Heard heard = new Heard();

    /** What a listener heard. */
    static final class Heard implements ModelListener {
        final List<String> text = new CopyOnWriteArrayList<>();
        final List<String> thinking = new CopyOnWriteArrayList<>();
        final List<String> activities = new CopyOnWriteArrayList<>();

        @Override
        public void text(String piece) {
            text.add(piece);
        }

        @Override
        public void thinking(String piece) {
            thinking.add(piece);
        }

        @Override
        public void activity(String activity) {
            activities.add(activity);
        }
    }

    CliFixture(Path directory) throws IOException {
        this.directory = directory;
        this.work = Files.createDirectory(directory.resolve("work"));
    }

    /** Writes a program that runs a shell script. */
    String program(String name, String script) throws IOException {
        Path program = directory.resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + script);
        program.toFile().setExecutable(true);
        return program.toString();
    }

    /** Writes a program that reads its prompt and then writes lines. */
    String writing(String name, String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of("cat >\"" + directory + "/prompt\""));
        all.add("cat <<'END'");
        all.addAll(List.of(lines));
        all.add("END\n");
        return program(name, String.join("\n", all));
    }

    ProcessWorkspace workspace(Isolation isolation) {
        return new ProcessWorkspace(work, runner, isolation);
    }

    EngineTarget target(CliEngines engines) {
        return EngineTarget.of(
                new ModelId(engines.provider(), "default"),
                CallContext.of(new SessionId("abc")),
                request -> Optional.of(Secret.of(KEY)));
    }

    ModelEngine open(CliEngines.Builder builder) {
        CliEngines engines = builder.build();
        return engines.open(target(engines).withWorkspace(workspace(Isolation.SANDBOX)));
    }

    ModelReply ask(CliEngines.Builder builder) throws InterruptedException {
        return ask(builder, "hello");
    }

    ModelReply ask(CliEngines.Builder builder, String prompt) throws InterruptedException {
        return open(builder).generate(request(prompt), heard);
    }

    static ModelRequest request(String prompt) {
        return ModelRequest.builder().messages(List.of(UserMessage.of(prompt))).build();
    }

    String read(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    /** {@return whether the process whose number a program wrote to a file still runs; a zombie does not} */
    boolean runs(String file) throws IOException {
        try {
            String state = Files.readString(Path.of("/proc", read(file).strip(), "stat"));
            return !state.substring(state.lastIndexOf(')')).startsWith(") Z");
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        runner.close();
    }
}
