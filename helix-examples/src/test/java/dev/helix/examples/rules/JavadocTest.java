/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Tests of what the compiler's own check of missing comments is too strict for: whatever hosts can see has a comment,
 * and the methods of interfaces describe every parameter and what they return. A builder or factory that says all in
 * one sentence repeats nothing in tags; a comment that has tags for parameters has them for all.
 */
class JavadocTest {
    @Test
    void everythingHostsCanSeeHasAComment() throws IOException {
        List<Path> files = ExportedTypes.files();
        List<String> gaps = new ArrayList<>();

        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            DocTrees comments = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Gaps(comments, gaps).scan(unit, null);
            }
        }

        assertThat(files).hasSizeGreaterThan(150);
        assertThat(gaps).isEmpty();
    }

    /** A walk over one file that notes what has no comment, or half of one. */
    private static final class Gaps extends TreePathScanner<Void, Void> {
        private final DocTrees comments;
        private final List<String> gaps;

        private Gaps(DocTrees comments, List<String> gaps) {
            this.comments = comments;
            this.gaps = gaps;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            if (!visible(type.getModifiers())) {
                return null;
            }
            if (comments.getDocCommentTree(getCurrentPath()) == null) {
                note(type.getSimpleName() + " has no comment");
            }
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            boolean inherits = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            if (visible(method.getModifiers()) && !inherits && comments.getDocComment(getCurrentPath()) == null) {
                note(method.getName() + " has no comment");
            } else if (visible(method.getModifiers()) && !inherits) {
                checkTags(method, comments.getDocCommentTree(getCurrentPath()));
            }
            return null;
        }

        private void checkTags(MethodTree method, DocCommentTree comment) {
            List<String> described = comment.getBlockTags().stream()
                    .filter(ParamTree.class::isInstance)
                    .map(ParamTree.class::cast)
                    .filter(tag -> !tag.isTypeParameter())
                    .map(tag -> tag.getName().toString())
                    .toList();
            List<String> parameters = method.getParameters().stream()
                    .map(parameter -> parameter.getName().toString())
                    .toList();
            if ((inInterface() || !described.isEmpty()) && !described.equals(parameters)) {
                note(method.getName() + " describes the parameters " + described + " of " + parameters);
            }
            boolean returns = Stream.concat(comment.getFullBody().stream(), comment.getBlockTags().stream())
                    .anyMatch(tree -> tree.getKind() == DocTree.Kind.RETURN);
            boolean isVoid = method.getReturnType() == null
                    || method.getReturnType().toString().equals("void");
            if (inInterface() && !isVoid && !returns) {
                note(method.getName() + " does not say what it returns");
            }
        }

        /** The members of an interface are public without a word. */
        private boolean visible(ModifiersTree modifiers) {
            return modifiers.getFlags().contains(Modifier.PUBLIC)
                    || modifiers.getFlags().contains(Modifier.PROTECTED)
                    || inInterface() && !modifiers.getFlags().contains(Modifier.PRIVATE);
        }

        private boolean inInterface() {
            TreePath parent = getCurrentPath().getParentPath();
            return parent != null && parent.getLeaf().getKind() == Tree.Kind.INTERFACE;
        }

        private void note(String gap) {
            gaps.add(getCurrentPath().getCompilationUnit().getSourceFile().getName() + ": " + gap);
        }
    }
}
