/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import dev.helix.api.HelixHome;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
import dev.helix.testkit.Cassette;
import dev.helix.testkit.ReplayEngines;
import dev.helix.worktree.GitWorktrees;
import java.nio.file.Path;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/** Uses the public API as a bundle does: prints the answer to one turn, and which packages the library exports. */
public final class Activator implements BundleActivator {
    private static final String CASSETTE =
            """
            {"format": "helix-cassette/1", "conversations": [
              {"name": "sum", "opens": "What is 2 + 3?", "replies": [{"text": "It is 5."}]}]}
            """;

    @Override
    public void start(BundleContext context) throws Exception {
        Path directory = context.getDataFile("work").toPath();
        try (Helix helix = Helix.builder()
                .home(HelixHome.at(directory.resolve("home")))
                .engines(ReplayEngines.of(Cassette.parse(CASSETTE)))
                .defaultModel("replay:any")
                .worktrees(GitWorktrees.create())
                .build()) {
            System.out.println(helix.sessions()
                    .create(SessionSpec.in(directory).build())
                    .send(UserTurn.text("What is 2 + 3?"))
                    .text());
        }
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getSymbolicName().startsWith("helix-")) {
                print(bundle);
            }
        }
        context.getBundle(0).stop();
    }

    private static void print(Bundle bundle) {
        for (BundleCapability exported :
                bundle.adapt(BundleRevision.class).getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
            boolean forSiblings = exported.getDirectives().containsKey("x-friends");
            System.out.println(bundle.getSymbolicName() + (forSiblings ? " lends " : " exports ")
                    + exported.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
        }
    }

    @Override
    public void stop(BundleContext context) {}
}
