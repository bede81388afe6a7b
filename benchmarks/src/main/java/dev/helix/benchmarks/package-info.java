/* SPDX-License-Identifier: Apache-2.0 */
/** JMH benchmarks: each states its floor or its peer, so that results are ratios. */
@NullMarked
package dev.helix.benchmarks;

import org.jspecify.annotations.NullMarked;
