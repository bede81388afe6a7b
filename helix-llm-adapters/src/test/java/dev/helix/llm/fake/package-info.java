/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A fake provider on a real socket, with faults on demand. Other modules get it as the test-jar of this one; it needs
 * nothing beyond helix-api and Jackson.
 */
package dev.helix.llm.fake;
