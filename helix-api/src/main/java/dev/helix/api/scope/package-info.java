/* SPDX-License-Identifier: Apache-2.0 */
/** What a task may change: path rules, the locked request, proposals to widen it and the answers. */
package dev.helix.api.scope;
