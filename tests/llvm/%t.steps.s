	.file	"pipeline.ll"
	.text
	.hidden	f
	.globl	f
	.p2align	4
	.type	f,@function
f:
	pushq	%rbp
	movq	%rsp, %rbp
	subq	$16, %rsp
	movq	%rdi, -8(%rbp)
	movl	$1, %esi
	callq	next@PLT
.Ltmp0:
	movq	-8(%rbp), %rdi
	movq	%rax, %rsi
	callq	next@PLT
.Ltmp1:
	addq	$16, %rsp
	popq	%rbp
	retq
.Lfunc_end0:
	.size	f, .Lfunc_end0-f

	.type	.Lvo_locations.rows,@object
	.section	.rodata.cst8,"aM",@progbits,8
	.p2align	2, 0x0
.Lvo_locations.rows:
	.zero	8
	.size	.Lvo_locations.rows, 8

	.hidden	vo_locations
	.type	vo_locations,@object
	.section	.data.rel.ro,"aw",@progbits
	.globl	vo_locations
	.p2align	4, 0x0
vo_locations:
	.quad	.Lvo_locations.rows
	.quad	0
	.long	1
	.long	0
	.size	vo_locations, 24

	.section	.vo_stackmaps,"a",@progbits
	.p2align	2, 0x0
	.globl	vo_stack_maps
	.hidden	vo_stack_maps
	.type	vo_stack_maps,@object
vo_stack_maps:
	.long	827151190
	.long	2
	.long	7
	.long	0
.Ltmp2:
	.long	.Ltmp0-.Ltmp2
	.long	0
	.long	0
.Ltmp3:
	.long	.Ltmp1-.Ltmp3
	.long	4
	.long	0
	.asciz	"\001 \000\000\000\000"
.Ltmp4:
	.size	vo_stack_maps, .Ltmp4-vo_stack_maps
	.section	".note.GNU-stack","",@progbits
