/* SPDX-License-Identifier: Apache-2.0 */
/** Decorators that give model engines what every protocol needs: patience. */
package dev.helix.core.engine;
