/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.vm;

import static java.util.Objects.requireNonNull;

/**
 * The description of a virtual machine to be created. Immutable.
 *
 * @param image name of the image it starts from, not blank
 * @param processors virtual processors, at least 1
 * @param memoryMebibytes main memory, at least 128
 */
public record VmSpec(String image, int processors, int memoryMebibytes) {
    /**
     * Checks the ranges.
     *
     * @param image name of the image, not blank
     * @param processors at least 1
     * @param memoryMebibytes at least 128
     * @throws IllegalArgumentException if a value is out of range
     */
    public VmSpec {
        if (requireNonNull(image, "image").isBlank()) {
            throw new IllegalArgumentException("a virtual machine needs the name of an image, was blank");
        }
        if (processors < 1) {
            throw new IllegalArgumentException("processors must be at least 1, was " + processors);
        }
        if (memoryMebibytes < 128) {
            throw new IllegalArgumentException("memoryMebibytes must be at least 128, was " + memoryMebibytes);
        }
    }
}
