/* SPDX-License-Identifier: Apache-2.0 */
/** Decorates model engines with what every protocol needs: patience. */
package dev.helix.core.engine;
