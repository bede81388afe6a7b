/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import static java.util.Objects.requireNonNull;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.message.Origin;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.MissingCredentialException;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.Secret;
import dev.helix.llm.cli.relay.Launch;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A factory of engines that are programs: coding agents of the command line, and agents that speak the Agent Client
 * Protocol. Immutable and thread-safe.
 *
 * <p>Every call runs the program anew in the session's workspace, behind the same boundary as the commands of other
 * agents, and gives it the conversation as one text. It sees a private home, reaches its model's host through a proxy
 * of this process and nothing else, and gets its key through its environment.
 *
 * <pre>{@code
 * Helix.builder()
 *         .engines(CliEngines.claudeCode().build(), CliEngines.acp("gemini", "--acp").provider("gemini").build())
 *         .defaultModel("claude-code:default")
 * }</pre>
 */
public final class CliEngines implements EngineFactory {
    private final Builder built;

    private CliEngines(Builder builder) {
        this.built = builder;
    }

    /** {@return a builder for {@code claude}} */
    public static Builder claudeCode() {
        return new Builder(ClaudeCode.DIALECT);
    }

    /** {@return a builder for {@code codex}} */
    public static Builder codex() {
        return new Builder(Codex.DIALECT);
    }

    /** {@return a builder for {@code gemini}} */
    public static Builder geminiCli() {
        return new Builder(GeminiCli.DIALECT);
    }

    /**
     * Creates a builder for an agent that speaks the Agent Client Protocol over its standard streams. It needs a
     * provider's name; where it connects to and what it needs in its environment has to be named, too.
     *
     * @param program its name in PATH, or its path
     * @param arguments what makes it speak the protocol
     * @return the builder
     */
    public static Builder acp(String program, String... arguments) {
        return new Builder(requireNonNull(program, "program"), List.of(requireNonNull(arguments, "arguments")));
    }

    @Override
    public String provider() {
        return built.provider;
    }

    /**
     * Opens an engine.
     *
     * @param target the model ({@code default} leaves the choice to the program), the workspace, and on whose behalf
     * @return an engine; nothing has been started
     * @throws MissingCredentialException if the program needs a key and the source has none under the provider's name
     */
    @Override
    public ModelEngine open(EngineTarget target) {
        String model = requireNonNull(target, "target").model().name();
        Optional<Secret> key = built.keyVariable.isEmpty() ? Optional.empty() : Optional.of(key(target));
        Map<String, String> environment = new HashMap<>(built.defaults());
        environment.putAll(built.environment);
        key.ifPresent(secret -> environment.put(built.keyVariable, secret.reveal()));
        EngineSettings settings = new EngineSettings(
                new Origin(built.provider, built.dialect == null ? "acp" : built.dialect.family(), model),
                built.program,
                built.dialect == null ? "the package that brings " + built.program : built.dialect.install(),
                new Launch(built.argv(model), environment, built.files()),
                target.workspace(),
                built.unconfined,
                built.rules(),
                built.limits,
                key);
        return new CliEngine(
                settings,
                built.dialect == null
                        ? new AcpConversation(built.permissions)
                        : new CommandConversation(built.dialect.decoder()));
    }

    private Secret key(EngineTarget target) {
        return target.credential(built.provider)
                .map(secret -> Secret.of(secret.reveal().strip()))
                .orElseThrow(() -> new MissingCredentialException("no key for '" + built.program + "' in session "
                        + target.caller().session() + "; let the credential source answer the reference '"
                        + built.provider + "'"));
    }

    /**
     * A builder of a factory. Confined to one thread.
     *
     * <ul>
     *   <li>provider: {@code claude-code}, {@code codex} or {@code gemini-cli}; none for ACP
     *   <li>program: {@code claude}, {@code codex} or {@code gemini} in PATH
     *   <li>endpoint: the provider's own; none for ACP
     *   <li>key variable: {@code ANTHROPIC_API_KEY}, {@code OPENAI_API_KEY} or {@code GEMINI_API_KEY}; none for ACP
     *   <li>hosts: the endpoint's alone
     *   <li>environment, files: what the program needs to start without questions
     *   <li>idle limit: 5 minutes; total limit: 1 hour
     *   <li>permissions: {@link PermissionPolicy#ALLOW}
     *   <li>a workspace that holds nothing: refused
     * </ul>
     */
    public static final class Builder {
        private final @Nullable Dialect dialect;
        private final List<String> arguments;
        private final Map<String, String> environment = new HashMap<>();
        private final Map<String, String> files = new HashMap<>();
        private String provider;
        private String program;
        private String keyVariable;
        private @Nullable URI endpoint;
        private EgressRules rules = EgressRules.none();
        private CliLimits limits = CliLimits.DEFAULT;
        private PermissionPolicy permissions = PermissionPolicy.ALLOW;
        private boolean unconfined;

        private Builder(Dialect dialect) {
            this.dialect = dialect;
            this.arguments = List.of();
            this.provider = dialect.provider();
            this.program = dialect.program();
            this.keyVariable = dialect.keyVariable();
            this.endpoint = dialect.endpoint();
        }

        private Builder(String program, List<String> arguments) {
            this.dialect = null;
            this.arguments = arguments;
            this.provider = "";
            this.program = program;
            this.keyVariable = "";
        }

        private Builder(Builder other) {
            this.dialect = other.dialect;
            this.arguments = other.arguments;
            this.environment.putAll(other.environment);
            this.files.putAll(other.files);
            this.provider = other.provider;
            this.program = other.program;
            this.keyVariable = other.keyVariable;
            this.endpoint = other.endpoint;
            this.rules = other.rules;
            this.limits = other.limits;
            this.permissions = other.permissions;
            this.unconfined = other.unconfined;
        }

        /** Sets the part of a model id before the colon, which is also the reference of the credential. */
        public Builder provider(String provider) {
            this.provider = requireNonNull(provider, "provider");
            return this;
        }

        /** Sets the program: a name in the workspace's PATH, or a path there. */
        public Builder program(String program) {
            this.program = requireNonNull(program, "program");
            return this;
        }

        /** Sets where the program's model is served, and lets it connect there. */
        public Builder endpoint(URI endpoint) {
            this.endpoint = requireNonNull(endpoint, "endpoint");
            return this;
        }

        /** Sets the variable that holds the key; an empty name for a program that needs none. */
        public Builder keyVariable(String keyVariable) {
            this.keyVariable = requireNonNull(keyVariable, "keyVariable");
            return this;
        }

        /** Lets the program connect to one more host, for example to sign in. */
        public Builder allow(String host, int port) {
            this.rules = rules.allow(host, port);
            return this;
        }

        /** Adds a variable that is no secret. */
        public Builder environment(String name, String value) {
            environment.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
            return this;
        }

        /**
         * Adds a file to the program's private home, its configuration for example.
         *
         * @param path relative to the home
         * @param content holds no secret
         */
        public Builder file(String path, String content) {
            files.put(requireNonNull(path, "path"), requireNonNull(content, "content"));
            return this;
        }

        /** Sets the longest silence of the program; positive. */
        public Builder idleLimit(Duration idleLimit) {
            this.limits = limits.withIdle(requireNonNull(idleLimit, "idleLimit"));
            return this;
        }

        /** Sets the longest run of the program; positive. */
        public Builder totalLimit(Duration totalLimit) {
            this.limits = limits.withTotal(requireNonNull(totalLimit, "totalLimit"));
            return this;
        }

        /** Sets how an agent of the Agent Client Protocol is answered that asks for permission. */
        public Builder permissions(PermissionPolicy permissions) {
            this.permissions = requireNonNull(permissions, "permissions");
            return this;
        }

        /**
         * Allows workspaces whose commands nothing holds: the program can then do whatever this user can, and its
         * connections are not held either. For hosts that run in a container of their own.
         */
        public Builder runUnconfined() {
            this.unconfined = true;
            return this;
        }

        Builder limits(CliLimits limits) {
            this.limits = limits;
            return this;
        }

        /**
         * Creates the factory.
         *
         * @return the factory
         * @throws InvalidRequestException if a name has another form, the endpoint names no host, or a limit is not
         *     positive
         */
        public CliEngines build() {
            try {
                var unused = new ModelId(provider, "any");
            } catch (IllegalArgumentException e) {
                throw new InvalidRequestException("provider name '" + provider
                        + "' must be 1 to 64 letters, digits, dots, underscores or hyphens; call provider(...)");
            }
            if (program.isBlank()) {
                throw new InvalidRequestException("the program needs a name; call program(...)");
            }
            var unusedRules = rules();
            return new CliEngines(new Builder(this));
        }

        private List<String> argv(String model) {
            List<String> argv = new ArrayList<>(List.of(program));
            argv.addAll(dialect == null ? arguments : dialect.arguments().apply(model));
            return argv;
        }

        private Map<String, String> defaults() {
            return dialect == null || endpoint == null
                    ? Map.of()
                    : dialect.environment().apply(endpoint);
        }

        private Map<String, String> files() {
            Map<String, String> all = new HashMap<>();
            if (dialect != null && endpoint != null) {
                all.putAll(dialect.files().apply(endpoint));
            }
            all.putAll(files);
            return all;
        }

        private EgressRules rules() {
            return endpoint == null ? rules : rules.allow(endpoint);
        }
    }
}
