/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import static java.util.Objects.requireNonNull;

import dev.helix.api.message.Origin;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.TargetRule;
import dev.helix.core.projection.TargetProfiles;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What is known of a server that speaks Chat Completions: where it is, what it understands, and what its models accept
 * as a history. Immutable.
 *
 * <pre>{@code
 * OpenAiEngines engines = OpenAiEngines.chat(ChatServer.compatible().with(ChatFeature.STREAM_USAGE))
 *         .provider("local")
 *         .baseUrl(URI.create("http://127.0.0.1:8000/v1"))
 *         .optionalCredential()
 *         .build();
 * }</pre>
 */
public final class ChatServer {
    private final String provider;
    private final String baseUrl;
    private final Set<ChatFeature> features;
    private final Function<Origin, TargetProfile> profiles;

    private ChatServer(
            String provider, String baseUrl, Set<ChatFeature> features, Function<Origin, TargetProfile> profiles) {
        this.provider = provider;
        this.baseUrl = baseUrl;
        this.features = Collections.unmodifiableSet(features);
        this.profiles = profiles;
    }

    private static ChatServer of(
            String provider, String baseUrl, Function<Origin, TargetProfile> profiles, ChatFeature... features) {
        EnumSet<ChatFeature> set = EnumSet.noneOf(ChatFeature.class);
        set.addAll(List.of(features));
        return new ChatServer(provider, baseUrl, set, profiles);
    }

    /** {@return OpenAI itself} */
    public static ChatServer openAi() {
        return of(
                "openai",
                "https://api.openai.com/v1",
                TargetProfiles::openAiChat,
                ChatFeature.DEVELOPER_ROLE,
                ChatFeature.MAX_COMPLETION_TOKENS,
                ChatFeature.STREAM_USAGE,
                ChatFeature.STRICT,
                ChatFeature.CONTENT_PARTS,
                ChatFeature.JSON_SCHEMA,
                ChatFeature.REASONING_EFFORT,
                ChatFeature.PROMPT_CACHE_KEY,
                ChatFeature.PROMPT_CACHE_RETENTION,
                ChatFeature.SAFETY_IDENTIFIER);
    }

    /** {@return a server nobody knows anything about, on this machine at port 8000 unless a base URL is set} */
    public static ChatServer compatible() {
        return of("compatible", "http://127.0.0.1:8000/v1", TargetProfiles::compatibleChat, ChatFeature.CONTENT_PARTS);
    }

    /** {@return Mistral} */
    public static ChatServer mistral() {
        return of(
                "mistral",
                "https://api.mistral.ai/v1",
                origin -> withReasoning(TargetProfiles.mistralChat(origin)),
                ChatFeature.CONTENT_PARTS,
                ChatFeature.JSON_SCHEMA,
                ChatFeature.RETURN_THINKING_PARTS,
                ChatFeature.PROMPT_CACHE_KEY);
    }

    /** {@return DeepSeek} */
    public static ChatServer deepSeek() {
        return of(
                "deepseek",
                "https://api.deepseek.com",
                TargetProfiles::deepSeekChat,
                ChatFeature.STREAM_USAGE,
                ChatFeature.THINKING_SWITCH,
                ChatFeature.RETURN_REASONING_CONTENT);
    }

    /** {@return Groq} */
    public static ChatServer groq() {
        return of(
                "groq",
                "https://api.groq.com/openai/v1",
                TargetProfiles::openAiChat,
                ChatFeature.MAX_COMPLETION_TOKENS,
                ChatFeature.STREAM_USAGE,
                ChatFeature.CONTENT_PARTS,
                ChatFeature.JSON_SCHEMA,
                ChatFeature.REASONING_EFFORT);
    }

    /** {@return OpenRouter} */
    public static ChatServer openRouter() {
        return of(
                "openrouter",
                "https://openrouter.ai/api/v1",
                origin -> withReasoning(TargetProfiles.openAiChat(origin)),
                ChatFeature.STREAM_USAGE,
                ChatFeature.CONTENT_PARTS,
                ChatFeature.JSON_SCHEMA,
                ChatFeature.REASONING_OBJECT,
                ChatFeature.RETURN_REASONING_DETAILS,
                ChatFeature.CACHE_MARKS);
    }

    /** {@return Z.ai} */
    public static ChatServer zAi() {
        return of(
                "zai",
                "https://api.z.ai/api/paas/v4",
                origin -> withReasoning(TargetProfiles.compatibleChat(origin)),
                ChatFeature.STREAM_USAGE,
                ChatFeature.CONTENT_PARTS,
                ChatFeature.THINKING_SWITCH,
                ChatFeature.RETURN_REASONING_CONTENT);
    }

    /** {@return vLLM on this machine} */
    public static ChatServer vLlm() {
        return of(
                "vllm",
                "http://127.0.0.1:8000/v1",
                TargetProfiles::compatibleChat,
                ChatFeature.MAX_COMPLETION_TOKENS,
                ChatFeature.STREAM_USAGE,
                ChatFeature.PARALLEL_TOOL_CALLS,
                ChatFeature.CONTENT_PARTS,
                ChatFeature.JSON_SCHEMA);
    }

    /** {@return the server of llama.cpp on this machine} */
    public static ChatServer llamaCpp() {
        return of(
                "llamacpp",
                "http://127.0.0.1:8080/v1",
                TargetProfiles::compatibleChat,
                ChatFeature.STREAM_USAGE,
                ChatFeature.PARALLEL_TOOL_CALLS,
                ChatFeature.CONTENT_PARTS,
                ChatFeature.JSON_SCHEMA);
    }

    private static TargetProfile withReasoning(TargetProfile profile) {
        return profile.toBuilder().without(TargetRule.NO_REASONING).build();
    }

    /**
     * Adds a feature.
     *
     * @param feature what the server understands
     * @return a changed copy
     */
    public ChatServer with(ChatFeature feature) {
        EnumSet<ChatFeature> more = EnumSet.of(requireNonNull(feature, "feature"));
        more.addAll(features);
        return new ChatServer(provider, baseUrl, more, profiles);
    }

    /**
     * Takes a feature away.
     *
     * @param feature what the server does not understand
     * @return a changed copy
     */
    public ChatServer without(ChatFeature feature) {
        EnumSet<ChatFeature> fewer = EnumSet.noneOf(ChatFeature.class);
        fewer.addAll(features);
        fewer.remove(requireNonNull(feature, "feature"));
        return new ChatServer(provider, baseUrl, fewer, profiles);
    }

    /** {@return what the server understands, in no particular order} */
    public Set<ChatFeature> features() {
        return features;
    }

    boolean has(ChatFeature feature) {
        return features.contains(feature);
    }

    String provider() {
        return provider;
    }

    String baseUrl() {
        return baseUrl;
    }

    /** {@return what a model accepts as a history} */
    TargetProfile profile(Origin origin) {
        TargetProfile profile = profiles.apply(origin);
        return has(ChatFeature.CONTENT_PARTS)
                ? profile
                : profile.toBuilder().userMedia(Set.of()).build();
    }

    @Override
    public String toString() {
        return "ChatServer[" + provider + ", " + baseUrl + ", " + features + "]";
    }
}
