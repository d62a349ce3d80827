@vo_stack_maps = external global i8
@vo_module = constant ptr @vo_stack_maps
