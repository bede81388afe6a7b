/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import dev.helix.api.AgentName;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.TurnId;
import dev.helix.api.journal.JournalGap;
import dev.helix.api.manager.AgentUsage;
import dev.helix.api.manager.Delivery;
import dev.helix.api.manager.RepositoryDelivery;
import dev.helix.api.manager.Verdict;
import dev.helix.api.message.Content;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.Usage;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.scope.ScopeProposal;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.workspace.Command;
import dev.helix.api.worktree.BindingId;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.Finding;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.SavedRef;
import dev.helix.api.worktree.TreeId;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A source of random values of the API: of kinds without an entry here, through their factory {@code of} with the most
 * parameters, or the constructor of a record. Confined to one thread.
 */
final class RandomValues {
    private static final List<String> TEXTS =
            List.of("", "a", "two\nlines", "\"quoted\" \\ \u0000\u0007", "Ünïcödé 🚀", "{\"x\":[1]}", "null", " ");

    private final Random random;
    private final Map<Type, Supplier<Object>> makers = new HashMap<>();

    RandomValues(long seed) {
        this.random = new Random(seed);
        makers.put(String.class, () -> TEXTS.get(random.nextInt(TEXTS.size())) + random.nextInt(10));
        makers.put(boolean.class, random::nextBoolean);
        makers.put(int.class, () -> 1 + random.nextInt(Integer.MAX_VALUE - 1));
        makers.put(long.class, () -> random.nextLong() >>> 8);
        makers.put(Path.class, () -> Path.of("/home/ü/" + random.nextInt(100)));
        makers.put(Duration.class, () -> Duration.ofNanos(1 + (random.nextLong() >>> 2)));
        makers.put(Instant.class, () -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
        makers.put(JournalGap.class, () -> {
            long first = 1 + random.nextInt(1_000);
            return new JournalGap(one(SessionId.class), first, first + random.nextInt(1_000));
        });
        makers.put(SessionId.class, () -> new SessionId(id()));
        makers.put(TaskId.class, () -> new TaskId(id()));
        makers.put(BindingId.class, () -> new BindingId(id()));
        makers.put(CommitId.class, () -> new CommitId(hash()));
        makers.put(TreeId.class, () -> new TreeId(hash()));
        makers.put(ModelId.class, () -> new ModelId("p-" + random.nextInt(10), "m:" + random.nextInt(10)));
        makers.put(AgentName.class, () -> AgentName.subAgent(1 + random.nextInt(9)));
        makers.put(
                Usage.class,
                () -> Usage.builder()
                        .inputTokens(random.nextInt(1000))
                        .outputTokens(random.nextInt(1000))
                        .cacheReadTokens(random.nextInt(1000))
                        .cacheWriteTokens(random.nextInt(1000))
                        .build());
        addMessages();
        addScope();
        addWorktree();
        addDelivery();
    }

    SessionEvent event(EventBody body) {
        return SessionEvent.builder(one(SessionId.class))
                .task(maybe(TaskId.class))
                .sequence(one(long.class))
                .at(one(Instant.class))
                .agent(one(AgentName.class))
                .turn(maybe(TurnId.class))
                .build(body);
    }

    private void addMessages() {
        makers.put(Content.class, () -> value(anyOf(MessageForms.CONTENT.types())));
        makers.put(dev.helix.api.message.Message.class, () -> value(anyOf(MessageForms.MESSAGE.types())));
        makers.put(UserMessage.class, () -> UserMessage.of(one(String.class)));
        makers.put(Text.class, () -> {
            Text text = Text.of(one(String.class));
            return maybe(Opaque.class).map(text::withProviderData).orElse(text);
        });
        makers.put(Thinking.class, () -> {
            Thinking thinking = Thinking.of(one(Opaque.class).origin(), one(String.class), one(String.class));
            return maybe(Opaque.class).map(thinking::withProviderData).orElse(thinking);
        });
        makers.put(ToolCall.class, () -> {
            ToolCall call = ToolCall.of(one(String.class), one(String.class), one(String.class));
            return maybe(Opaque.class).map(call::withProviderData).orElse(call);
        });
    }

    private void addScope() {
        makers.put(PathRules.class, () -> PathRules.of(paths(), paths()).allowing(paths()));
        makers.put(
                ScopeBaseline.class,
                () -> ScopeBaseline.builder(one(String.class), hash())
                        .paths(one(PathRules.class))
                        .rulesInWords(list(String.class))
                        .mentioned(list(String.class))
                        .verification(List.of(list(String.class), list(String.class)))
                        .build());
        makers.put(
                ScopeProposal.class,
                () -> new ScopeProposal(
                        one(int.class),
                        "what " + one(String.class),
                        "why " + one(String.class),
                        List.of("src/" + id())));
        makers.put(ScopeDecision.class, () -> {
            ScopeDecision answer = switch (random.nextInt(4)) {
                case 0 -> ScopeDecision.yes();
                case 1 -> ScopeDecision.yesFor("src/" + id());
                case 2 -> ScopeDecision.no();
                default -> ScopeDecision.defer();
            };
            return random.nextBoolean() ? answer.because("because " + one(String.class)) : answer;
        });
    }

    private void addWorktree() {
        makers.put(MergeOutcome.class, () -> value(anyOf(WorktreeForms.OUTCOME.types())));
        makers.put(
                BindingInfo.class,
                () -> BindingInfo.builder(one(BindingId.class), one(SessionId.class))
                        .repository(one(Path.class))
                        .worktree(one(Path.class))
                        .branch(one(String.class))
                        .baseBranch(one(String.class))
                        .base(one(CommitId.class))
                        .title(one(String.class))
                        .build());
        makers.put(
                SavedRef.class,
                () -> (random.nextBoolean() ? SavedRef.nothing() : SavedRef.of("refs/" + id(), one(CommitId.class)))
                        .problems(list(String.class)));
        makers.put(Finding.class, () -> {
            Finding.Builder finding = Finding.builder("text " + one(String.class))
                    .reviewer(one(String.class))
                    .severity(one(Finding.Severity.class));
            if (random.nextBoolean()) {
                finding.file("src/" + id()).line(1 + random.nextInt(99));
            }
            return finding.build();
        });
        makers.put(
                Command.class,
                () -> new Command(
                        List.of("sh", one(String.class).replace("\u0000", "")),
                        Map.of("LANG", "C"),
                        Duration.ofSeconds(1 + random.nextInt(100)),
                        1024 + random.nextInt(1000)));
        makers.put(
                CheckResult.class,
                () -> (random.nextBoolean()
                                ? CheckResult.passed(one(String.class), one(TreeId.class), one(String.class))
                                : CheckResult.failed(one(String.class), one(TreeId.class), one(String.class)))
                        .runs(list(CheckResult.Run.class)));
    }

    private void addDelivery() {
        makers.put(
                RepositoryDelivery.class,
                () -> RepositoryDelivery.builder(one(Path.class))
                        .verdicts(list(Verdict.class))
                        .merge(maybe(MergeOutcome.class))
                        .binding(maybe(BindingInfo.class))
                        .changes(list(FileChange.class))
                        .build());
        makers.put(
                Delivery.class,
                () -> Delivery.builder(one(TaskId.class), one(SessionId.class), one(ScopeBaseline.class))
                        .repositories(List.of(one(RepositoryDelivery.class)))
                        .decisions(list(Delivery.Decided.class))
                        .gaps(list(String.class))
                        .agents(list(AgentUsage.class))
                        .summary(one(String.class))
                        .build());
    }

    Object value(Type type) {
        if (makers.containsKey(type)) {
            return makers.get(type).get();
        }
        if (type instanceof ParameterizedType generic) {
            Type argument = generic.getActualTypeArguments()[0];
            Type element = argument instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : argument;
            if (generic.getRawType() != List.class) {
                return random.nextBoolean() ? Optional.of(value(element)) : Optional.empty();
            }
            return IntStream.range(0, random.nextInt(3))
                    .mapToObj(i -> value(element))
                    .toList();
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
        }
        try {
            return plain.isRecord() ? ofRecord(plain) : ofFactory(plain);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no value of " + plain + " can be made; add a maker for it", e);
        }
    }

    private Object ofRecord(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        return constructor.newInstance(Arrays.stream(components)
                .map(component -> value(component.getGenericType()))
                .toArray());
    }

    private Object ofFactory(Class<?> type) throws ReflectiveOperationException {
        Method factory = Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers())
                        && method.getName().equals("of"))
                .reduce((a, b) -> a.getParameterCount() >= b.getParameterCount() ? a : b)
                .orElseThrow(() -> new AssertionError(type + " has no factory 'of'; add a maker for it"));
        return factory.invoke(
                null,
                Arrays.stream(factory.getGenericParameterTypes())
                        .map(this::value)
                        .toArray());
    }

    @SuppressWarnings("unchecked") // a maker makes values of its key; primitives come boxed
    private <T> T one(Class<T> type) {
        return (T) value(type);
    }

    private <T> Optional<T> maybe(Class<T> type) {
        return random.nextBoolean() ? Optional.of(one(type)) : Optional.empty();
    }

    private <T> List<T> list(Class<T> type) {
        return IntStream.range(0, random.nextInt(3)).mapToObj(i -> one(type)).toList();
    }

    private List<String> paths() {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> "src/" + id() + (random.nextBoolean() ? "/" : "/**/*.java"))
                .toList();
    }

    private Type anyOf(java.util.Set<Class<?>> types) {
        return List.copyOf(types).get(random.nextInt(types.size()));
    }

    private String id() {
        return random.ints(8, 0, 26)
                .collect(StringBuilder::new, (text, n) -> text.append((char) ('a' + n)), StringBuilder::append)
                .toString();
    }

    private String hash() {
        return String.format("%040x", new java.math.BigInteger(160, random));
    }
}
