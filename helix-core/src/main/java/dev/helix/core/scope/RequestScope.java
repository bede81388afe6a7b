/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.manager.RepositoryRequest;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.scope.ScopeConfirmation;
import dev.helix.api.scope.ScopeDraft;
import dev.helix.api.scope.UnclearScopeException;
import dev.helix.api.workspace.FileEntry;
import dev.helix.core.scope.RequestReader.Reading;
import dev.helix.core.workspace.LocalFiles;
import dev.helix.core.workspace.Sha256;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scope of one request, settled before anything starts: what its words state, what its host states, and what the
 * host answers where the words leave it open.
 *
 * <p>Where both state what may be changed, both hold. What the host states settles what the words leave open; those
 * sentences are kept in words.
 */
public final class RequestScope {
    /** Beyond this many files a name that looks unique may not be. */
    private static final int MAX_FILES = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(RequestScope.class);

    private final String words;
    private final RepositoryRequest request;
    private final Path root;
    private final Supplier<RepositoryNames> names;

    private RequestScope(String words, RepositoryRequest request, Path root) {
        this.words = words;
        this.request = request;
        this.root = root;
        this.names = new Names(root);
    }

    /** A host that is asked what an unclear request may change. */
    public interface Host {
        /** Answers a draft. */
        ScopeConfirmation confirm(ScopeDraft draft) throws InterruptedException;
    }

    /**
     * Settles the scope of a request for one repository.
     *
     * @param request what the host states for the repository
     * @param host asked when the words leave it open
     * @throws UnclearScopeException if the words leave it open and the host does not say
     * @throws InvalidRequestException if a pattern is over a bound, or words and host have no path in common
     */
    public static ScopeBaseline settle(String words, RepositoryRequest request, Path root, Host host) {
        return new RequestScope(words, request, root).settle(host);
    }

    private ScopeBaseline settle(Host host) {
        // People paste absolute paths of their own checkout.
        Reading read = RequestReader.read(words.replace(root + "/", ""), names);
        PathRules stated = request.scope();
        boolean settled = !stated.equals(PathRules.EVERYTHING);
        List<String> inWords = new ArrayList<>(read.rulesInWords());
        if (settled) {
            read.unclear().forEach(open -> inWords.add(open.sentence()));
        }
        ScopeBaseline baseline = ScopeBaseline.builder(words, Sha256.hex(words))
                .paths(both(read.paths(), stated))
                .rulesInWords(inWords)
                .mentioned(read.mentioned())
                .verification(request.verification())
                .build();
        if (settled || read.unclear().isEmpty()) {
            return baseline;
        }
        ScopeDraft draft = ScopeDraft.of(baseline, read.unclear());
        PathRules confirmed = ask(host, draft).paths().orElseThrow(() -> new UnclearScopeException(draft));
        return baseline.toBuilder().paths(confirmed).build();
    }

    private static ScopeConfirmation ask(Host host, ScopeDraft draft) {
        try {
            return Objects.requireNonNullElse(host.confirm(draft), ScopeConfirmation.none());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return ScopeConfirmation.none();
        } catch (RuntimeException | Error failure) {
            LOG.warn("the host failed to confirm the scope of a request; taken as no answer", failure);
            return ScopeConfirmation.none();
        }
    }

    /** {@return rules that hold both} */
    static PathRules both(PathRules words, PathRules host) {
        Set<String> deny = new LinkedHashSet<>(words.deny());
        deny.addAll(host.deny());
        Set<String> allow = new LinkedHashSet<>();
        for (String one : words.allow()) {
            for (String other : host.allow()) {
                if (covers(other, one)) {
                    allow.add(one);
                } else if (covers(one, other)) {
                    allow.add(other);
                }
            }
        }
        if (words.allow().isEmpty() || host.allow().isEmpty()) {
            allow.addAll(words.allow());
            allow.addAll(host.allow());
        } else if (allow.isEmpty()) {
            throw new InvalidRequestException(
                    "the request may change " + words + " and TaskRequest.Builder.scope allows " + host
                            + ", which have no path in common; state the scope in one place");
        }
        return PathRules.of(List.copyOf(allow), List.copyOf(deny)).allowing(host.granted());
    }

    /** {@return whether every path a rule covers is surely covered by another} */
    private static boolean covers(String wide, String narrow) {
        boolean patterns = isPattern(wide);
        boolean pattern = isPattern(narrow);
        String path = narrow.endsWith("/") ? narrow + "x" : narrow;
        return wide.equals(narrow)
                || (!(patterns && pattern) && PathRules.only(wide).allows(path));
    }

    private static boolean isPattern(String rule) {
        return rule.chars().anyMatch(c -> "*?{".indexOf(c) >= 0);
    }

    /** The names below a root, read when they are first needed. Confined to one thread. */
    private static final class Names implements Supplier<RepositoryNames> {
        private final Path root;
        private @Nullable RepositoryNames read;

        Names(Path root) {
            this.root = root;
        }

        @Override
        public RepositoryNames get() {
            RepositoryNames names = read;
            if (names == null) {
                List<FileEntry> files = new LocalFiles(root).walk("", MAX_FILES);
                names = RepositoryNames.of(files.stream().map(FileEntry::path).toList(), files.size() < MAX_FILES);
                read = names;
            }
            return names;
        }
    }
}
