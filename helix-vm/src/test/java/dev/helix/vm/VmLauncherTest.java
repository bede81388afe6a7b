/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VmLauncherTest {
    @Test
    void aLauncherCanBeWrittenAgainstTheDoorAlone() throws Exception {
        List<String> log = new ArrayList<>();
        try (VmLauncher launcher = new LoggingLauncher(log);
                Vm vm = launcher.launch(new VmSpec("debian-12", 2, 2048))) {
            log.add("working in " + vm.spec().image());
        }

        assertThat(log).containsExactly("launched debian-12", "working in debian-12", "vm closed", "launcher closed");
    }

    @ParameterizedTest
    @CsvSource({"'', 1, 512, image", "debian, 0, 512, processors", "debian, 1, 127, memoryMebibytes"})
    void aSpecOutOfRangeIsRefused(String image, int processors, int memory, String named) {
        assertThatThrownBy(() -> new VmSpec(image, processors, memory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    private record LoggingLauncher(List<String> log) implements VmLauncher {
        @Override
        public Vm launch(VmSpec spec) {
            log.add("launched " + spec.image());
            return new LoggingVm(spec, log);
        }

        @Override
        public void close() {
            log.add("launcher closed");
        }
    }

    private record LoggingVm(VmSpec spec, List<String> log) implements Vm {
        @Override
        public Workspace workspace() {
            throw new UnsupportedOperationException("this machine only logs");
        }

        @Override
        public void close() {
            log.add("vm closed");
        }
    }
}
